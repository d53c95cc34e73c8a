"""Texts and documents with everything that ranking needs, in a form that can be stored and handed back."""

import hashlib
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import prod

import numpy as np

from matching.arrays import Floats
from matching.documents import Document, Kind, Text
from matching.language import LANGUAGES, Language

MAGIC = b"IEU1"
CHECK_BYTES = 8
READ = json.JSONDecoder()
QUOTE_SCALE = 127  # a sentence's vector is kept in bytes: it only chooses the quote


class BadVectors(ValueError):
    """The stored bytes are not whole."""


class MissingVectors(LookupError):
    """Some texts of the document have not been encoded yet."""

    def __init__(self, digests: frozenset[str]) -> None:
        super().__init__(f"{len(digests)} texts have no vectors yet")
        self.digests = digests


@dataclass(frozen=True, slots=True)
class EncodedText:
    """One text's vectors (one for each model), what they are measured against, its words and its sentences."""

    digest: str
    language: Language
    tokens: tuple[str, ...]
    skills: tuple[str, ...]  # ids of the vocabulary's skills it names
    vectors: tuple[Floats, ...]
    statistics: Floats  # models × languages × (mean, spread)
    families: Floats
    spans: tuple[tuple[int, int], ...]
    sentences: Floats  # the second model's vector of each sentence, or none where the text is one sentence

    def to_bytes(self) -> bytes:
        arrays = [
            *(vector.astype("<f2") for vector in self.vectors),
            self.statistics.astype("<f4"),
            self.families.astype("<f4"),
            np.rint(self.sentences * QUOTE_SCALE).astype("<i1"),
        ]
        header = {
            "digest": self.digest,
            "language": self.language,
            "tokens": self.tokens,
            "skills": self.skills,
            "spans": self.spans,
            "arrays": [(array.dtype.str, array.shape) for array in arrays],
        }
        written = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
        body = MAGIC + struct.pack("<I", len(written)) + written + b"".join(array.tobytes() for array in arrays)
        return body + _check(body)

    @classmethod
    def from_bytes(cls, blob: bytes) -> "EncodedText":
        """Hundreds of these stand between a question and its list: about 15 µs each, a third of it the two checks."""
        body = blob[:-CHECK_BYTES]
        if not body.startswith(MAGIC) or _check(body) != blob[-CHECK_BYTES:]:
            raise BadVectors("The stored vectors are damaged")
        (length,) = struct.unpack_from("<I", body, len(MAGIC))
        start = len(MAGIC) + 4
        header, _ = READ.raw_decode(str(body[start : start + length], "utf-8"))
        *vectors, statistics, families, sentences = _read_arrays(body, start + length, header["arrays"])
        return cls(
            digest=header["digest"],
            language=header["language"],
            tokens=tuple(header["tokens"]),
            skills=tuple(header["skills"]),
            vectors=tuple(vectors),
            statistics=statistics,
            families=families,
            spans=tuple([(start, end) for start, end in header["spans"]]),
            sentences=sentences / QUOTE_SCALE if sentences.size else sentences,
        )


def _check(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=CHECK_BYTES).digest()


def _read_arrays(body: bytes, offset: int, kinds: list[tuple[str, list[int]]]) -> list[Floats]:
    arrays = []
    for kind, shape in kinds:
        flat = np.frombuffer(body, kind, prod(shape), offset)
        offset += flat.nbytes
        whole = flat.astype(np.float32)
        arrays.append(whole if len(shape) == 1 else whole.reshape(shape))
    return arrays


@dataclass(frozen=True)
class EncodedDocument:
    """A document and, in the same order, its encoded texts."""

    document: Document
    encoded: tuple[EncodedText, ...]

    @classmethod
    def assemble(cls, document: Document, found: Mapping[str, EncodedText]) -> "EncodedDocument":
        if missing := document.digests - found.keys():
            raise MissingVectors(frozenset(missing))
        return cls(document, tuple(found[text.digest] for text in document.texts))

    @property
    def id(self) -> str:
        return self.document.id

    @property
    def texts(self) -> tuple[Text, ...]:
        return self.document.texts

    @cached_property
    def language(self) -> Language:
        """The language of most of its letters; names of tools are Latin in Korean profiles too."""
        lengths = dict.fromkeys(LANGUAGES, 0)
        for text, encoded in zip(self.texts, self.encoded, strict=True):
            lengths[encoded.language] += len(text.text)
        return max(LANGUAGES, key=lengths.__getitem__)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(chain.from_iterable([encoded.tokens for encoded in self.encoded]))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(self.words)

    def vectors(self, model: int) -> Floats:
        return np.stack([encoded.vectors[model] for encoded in self.encoded])

    @cached_property
    def statistics(self) -> Floats:
        return np.stack([encoded.statistics for encoded in self.encoded])

    def places(self, *kinds: Kind) -> list[int]:
        return [place for place, text in enumerate(self.texts) if text.kind in kinds]
