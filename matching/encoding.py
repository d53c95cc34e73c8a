"""Turns texts into storable vectors. Models are loaded when the encoder is opened: this is the worker's side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np
from threadpoolctl import threadpool_limits

from matching.analysis import analyser_version, tokens_of
from matching.arrays import Floats
from matching.background.cohort import Cohort
from matching.background.families import families_hash, prototypes
from matching.background.kinds import families_told
from matching.denials import affirmed
from matching.documents import WHOLE, Role, Text
from matching.encoded import EncodedText
from matching.hygiene import folded
from matching.language import LANGUAGES
from matching.models.fingerprint import folder_hash, halves_joined, hash_of
from matching.models.sentence import DEFAULT_FOLDER, find_folder, open_sentence_model, sentence_model_hash
from matching.models.use import open_use_model, use_model_hash
from matching.personal import impersonal
from matching.reading.classifier import TaskClassifier
from matching.reading.examples import data_hash, examples
from matching.reading.tasks import task_types
from matching.sentences import sentence_spans
from matching.vocabulary import find_skills

# raise one when the code that makes its half of what is stored changes its meaning
FORMAT = "4"  # what the models see, and everything made of it: all texts are encoded again
READING = "1"  # how words and skills are read: texts are read again, nothing is encoded
BATCH = 64
VOCABULARY = Path(__file__).parent / "vocabulary" / "data"
Spans: TypeAlias = Sequence[tuple[int, int]]


class TextModel(Protocol):
    """Anything that turns texts of a role into unit vectors."""

    def encode(self, texts: Sequence[str], role: Role) -> Floats: ...


class PhraseModel(Protocol):
    """Anything that turns texts of either role into unit vectors."""

    def encode(self, texts: Sequence[str]) -> Floats: ...


def model_hash(model: str | Path = DEFAULT_FOLDER) -> str:
    """Names everything that decides what is stored, first what makes vectors, then what reads words and skills.

    What is stored under another name is stale. Loads no model.
    """
    models = sentence_model_hash(find_folder(model)), use_model_hash()
    kinds = (kind.id for kind in task_types())  # lies with the vocabulary, but families are told by it
    encoder = hash_of(FORMAT, *models, families_hash(), data_hash(), *kinds)
    reading = hash_of(READING, folder_hash(VOCABULARY), analyser_version())
    return halves_joined(encoder, reading)


def open_encoder(model: str | Path = DEFAULT_FOLDER) -> "Encoder":
    folder = find_folder(model)
    threadpool_limits(1, "blas")  # our own products are small: threads that wait for them took a tenth of all the time
    return Encoder(open_sentence_model(folder), open_use_model(), model_hash(folder))


class Encoder:
    """Two models, the cohort they are measured against, and the analyser of words."""

    def __init__(self, main: TextModel, phrases: PhraseModel, model_hash: str) -> None:
        self._main = main
        self._phrases = phrases
        self.model_hash = model_hash
        self._cohort = self._encode_cohort()
        self._tasks = TaskClassifier(phrases, examples())  # seconds, which the first text would else wait for

    def encode(self, texts: Iterable[Text]) -> Iterator[EncodedText]:
        """Each digest once, shortest first, a batch at a time: what was yielded can be stored before the next."""
        distinct = list({text.digest: text for text in texts}.values())
        for role in Role:
            ordered = sorted((text for text in distinct if text.role is role), key=lambda text: len(text.text))
            for start in range(0, len(ordered), BATCH):
                yield from self._encode_batch(role, ordered[start : start + BATCH])

    def _encode_batch(self, role: Role, texts: Sequence[Text]) -> Iterator[EncodedText]:
        said = [_said(text) for text in texts]
        vectors = self._vectors(role, said)
        statistics = np.stack(
            [self._cohort.statistics(model, role, vectors[model]) for model in range(self._cohort.models)], axis=1
        )
        families = self._families(role, texts, vectors)
        spans = [tuple(sentence_spans(text.text)) for text in texts]
        sentences = self._sentences(texts, spans)
        for place, text in enumerate(texts):
            yield EncodedText(
                digest=text.digest,
                language=text.language,
                tokens=tuple(tokens_of(said[place])),
                skills=_skills_of(said[place]),
                vectors=tuple(_as_stored(rows[place]) for rows in vectors),
                statistics=statistics[place],
                families=families[place],
                spans=spans[place],
                sentences=sentences[place],
            )

    def _families(self, role: Role, texts: Sequence[Text], vectors: Sequence[Floats]) -> dict[int, Floats]:
        found: dict[int, Floats] = {}
        for language in LANGUAGES:
            places = [place for place, text in enumerate(texts) if text.language == language]
            if places:
                rows = self._cohort.families(role, language, [of_model[places] for of_model in vectors])
                found |= dict(zip(places, rows, strict=True))
        own = [place for place, text in enumerate(texts) if text.kind in WHOLE]
        if own:  # an owner's words are read by examples too, of which there are many more than neutral texts
            told = families_told(self._tasks, [folded(texts[place].text) for place in own], vectors[-1][own])
            found |= {place: (found[place] + row) / 2 for place, row in zip(own, told, strict=True)}
        return found

    def _sentences(self, texts: Sequence[Text], spans: Sequence[Spans]) -> list[Floats]:
        """The sentences of all these texts at once: a text of one sentence has none of its own."""
        own = [[] if len(found) < 2 else found for found in spans]
        said = [folded(text.text[start:end]) for text, found in zip(texts, own, strict=True) for start, end in found]
        rows = self._phrases.encode(said) if said else np.empty((0, 0), np.float32)
        ends = np.cumsum([len(found) for found in own])
        return [
            rows[end - len(found) : end] if found else np.empty((0, 0), np.float32)
            for end, found in zip(ends, own, strict=True)
        ]

    def _vectors(self, role: Role, texts: Sequence[str]) -> list[Floats]:
        clean = [folded(text) for text in texts]
        return [self._main.encode(clean, role), self._phrases.encode(clean)]

    def _encode_cohort(self) -> Cohort:
        vectors = {}
        for role in Role:
            for language in LANGUAGES:
                texts = [prototype.text for prototype in prototypes(role, language)]
                for model, rows in enumerate(self._vectors(role, texts)):
                    vectors[model, role, language] = rows
        return Cohort(vectors, models=2)


def read_again(text: Text, earlier: EncodedText) -> EncodedText:
    """What encoding it anew would give, where the encoder is the one that made `earlier`: asks no model."""
    said = _said(text)
    return replace(earlier, tokens=tuple(tokens_of(said)), skills=_skills_of(said))


def _said(text: Text) -> str:
    """What a text offers, whoever offers it; a need is read whole, for "nobody has done this" may be the very problem."""
    return text.text if text.role is Role.BRIEF else impersonal(affirmed(text.text))


def _skills_of(text: str) -> tuple[str, ...]:
    return tuple(sorted({mention.skill_id for mention in find_skills(text)}))


def _as_stored(vector: Floats) -> Floats:
    """Rounded as the stored half floats are, so that a fresh vector ranks exactly like one read back."""
    return vector.astype(np.float16).astype(np.float32)
