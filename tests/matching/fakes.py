"""A matcher without models: words become vectors by their letters, so that sharing words means being similar."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from matching.arrays import Floats
from matching.documents import Document, Evidence, Kind, Role, Text
from matching.encoded import EncodedDocument
from matching.encoding import Encoder

DIMENSION = 64


class WordModel:
    """A unit vector that is the sum of one fixed direction for each word."""

    def encode(self, texts: Sequence[str], role: Role = Role.BRIEF) -> Floats:
        return np.stack([_direction_of(text) for text in texts])


@cache
def fake_encoder() -> Encoder:
    """One for all: what it learns from the example sentences takes a moment."""
    return Encoder(WordModel(), WordModel(), "fake")


def encode(*documents: Document) -> list[EncodedDocument]:
    found = {
        encoded.digest: encoded
        for encoded in fake_encoder().encode(text for document in documents for text in document.texts)
    }
    return [EncodedDocument.assemble(document, found) for document in documents]


def a_brief(*essentials: str, id_: str = "brief", nice: Sequence[str] = (), title: str = "pump alarms") -> Document:
    texts = [Text(Kind.TITLE, title, "title")]
    texts += [Text(Kind.ESSENTIAL, text, f"essential:{place}") for place, text in enumerate(essentials)]
    texts += [Text(Kind.NICE, text, f"nice:{place}") for place, text in enumerate(nice)]
    return Document(id_, tuple(texts))


def a_profile(
    id_: str, *projects: str, skills: Sequence[str] = (), evidence: Evidence = Evidence.SELF_DECLARED
) -> Document:
    texts = [Text(Kind.PROJECT, text, f"project:{place}") for place, text in enumerate(projects)]
    texts += [Text(Kind.SKILL, text, f"skill:{place}", evidence) for place, text in enumerate(skills)]
    return Document(id_, tuple(texts))


def loader(documents: Iterable[EncodedDocument]) -> "Loader":
    return Loader({document.id: document for document in documents})


class Loader:
    """Answers from memory and remembers what it was asked for."""

    def __init__(self, documents: Mapping[str, EncodedDocument]) -> None:
        self.documents = documents
        self.asked: list[str] = []

    def __call__(self, ids: Sequence[str]) -> Mapping[str, EncodedDocument]:
        self.asked += ids
        return {id_: self.documents[id_] for id_ in ids if id_ in self.documents}


def _direction_of(text: str) -> Floats:
    vector = np.sum([_word(word) for word in text.lower().split()] or [_word("")], axis=0)
    unit: Floats = (vector / np.linalg.norm(vector)).astype(np.float32)
    return unit


def _word(word: str) -> Floats:
    seed = int.from_bytes(hashlib.blake2b(word.strip(".,?").encode(), digest_size=8).digest())
    direction: Floats = np.random.default_rng(seed).standard_normal(DIMENSION)
    return direction
