"""The classifier with its default model, opened once and kept: 150 MB, no torch, fit for a web process."""

from functools import cache
from importlib.metadata import version

from matching.models.use import PACKAGE, open_use_model
from matching.reading.classifier import PhraseModel, TaskClassifier, TaskReading
from matching.reading.examples import data_hash, examples


def classify_task(text: str) -> TaskReading:
    """Which kind of work this asks for. Empty or strange text gets a confidence near nothing, never an error."""
    return classifier().read(text)


def reading_version() -> str:
    """Names everything that decides an answer; computed without loading a model."""
    return f"{data_hash()[:12]}-{version(PACKAGE)}"


def warm_up() -> None:
    """Load now what the first question would otherwise wait four seconds for."""
    classify_task("")


@cache
def phrase_model() -> PhraseModel:
    return open_use_model()


@cache
def classifier() -> TaskClassifier:
    return TaskClassifier(phrase_model(), examples())
