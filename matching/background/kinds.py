"""Reads the families of problems out of an owner's own words, by the kinds of work that a thousand example sentences tell apart."""

from collections.abc import Mapping, Sequence

import numpy as np

from matching.arrays import Floats
from matching.background.families import family_names
from matching.reading.classifier import SHARPNESS, TaskClassifier
from matching.reading.tasks import places

FAMILIES_OF: Mapping[str, Sequence[str]] = {
    "anomaly-detection": ("anomaly_detection",),
    "defect-detection": ("visual_inspection",),
    "object-tracking": ("object_detection_tracking",),
    "classification": ("image_classification", "tabular_classification"),
    "forecasting": ("forecasting",),
    "predictive-maintenance": ("predictive_maintenance",),
    "recommendation": ("recommendation",),
    "optimisation": ("optimization",),
    "document-understanding": ("document_ocr",),
    "chatbot": ("rag_chatbot",),
    "speech": ("speech",),
    "text-analysis": ("text_analysis",),
    "generation": ("generation",),
    "data-analysis": ("dashboard",),
    "customer-analysis": ("customer_analytics",),
}
SCORE_DIGITS = 4  # the last ones move with the other texts of a batch


def families_told(classifier: TaskClassifier, texts: Sequence[str], meaning: Floats | None = None) -> Floats:
    """texts × families: how likely each is what the text asks for; every row adds up to 1. `meaning` as in `scores`."""
    scores = classifier.scores(texts, meaning).round(SCORE_DIGITS)
    likely = np.exp(SHARPNESS * (scores - scores.max(axis=1, keepdims=True)))
    told: Floats = (likely / likely.sum(axis=1, keepdims=True) @ _shares()).astype(np.float32)
    return told


def _shares() -> Floats:
    """kinds of work × families: where a kind spans several, it is shared out evenly."""
    names, rows = family_names(), places()
    shares = np.zeros((len(rows), len(names)), np.float32)
    for kind, families in FAMILIES_OF.items():
        for family in families:
            shares[rows[kind], names.index(family)] = 1 / len(families)
    return shares
