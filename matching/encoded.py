"""Texts and documents with everything that ranking needs, in a form that can be stored and handed back."""

import hashlib
import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, groupby, islice
from typing import NamedTuple, cast

import numpy as np

from matching.arrays import Floats
from matching.documents import Document, Kind, Text
from matching.language import LANGUAGES, Language

MAGIC = b"IEU2"
FIELD, ITEM = "\x1e", "\x1f"  # no word contains these
CHECK_BYTES = 8
READ_TOGETHER = 16
QUOTE_SCALE = 127  # a sentence's vector is kept in bytes: it only chooses the quote
NO_SENTENCES: Floats = np.empty((0, 0), np.float32)


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
        """A header of six fields, the arrays that every text has, the sentences, and a check of it all."""
        arrays = [
            *(vector.astype("<f2") for vector in self.vectors),
            *(measure.astype("<f4") for measure in (self.statistics, self.families)),
        ]
        sentences = np.rint(self.sentences * QUOTE_SCALE).astype("<i1")
        fields = (
            self.digest,
            self.language,
            ITEM.join(self.tokens),
            ITEM.join(self.skills),
            ITEM.join(map(str, (*sentences.shape, *chain.from_iterable(self.spans)))),
            json.dumps([(array.dtype.str, array.shape) for array in arrays]),
        )
        header = FIELD.join(fields).encode()
        body = MAGIC + struct.pack("<I", len(header)) + header + b"".join(a.tobytes() for a in (*arrays, sentences))
        return body + _check(body)

    @classmethod
    def from_bytes(cls, blob: bytes) -> "EncodedText":
        (found,) = cls.all_from_bytes([blob])
        if found is None:
            raise BadVectors("The stored vectors are damaged")
        return found

    @classmethod
    def all_from_bytes(cls, blobs: Iterable[bytes]) -> list["EncodedText | None"]:
        """None for what is damaged. Hundreds of these stand between a question and its list: about 10 µs each.

        A few are read together and share their memory: one by one takes twice the time, and if all were, a text that is
        kept would keep hundreds.
        """
        left = map(_opened, blobs)
        found: list[EncodedText | None] = []
        while some := [*islice(left, READ_TOGETHER)]:
            for kinds, alike in groupby(some, key=lambda one: one.kinds if one else None):
                found += cls._read(kinds, [one for one in alike if one]) if kinds else [None for _ in alike]  # noqa: B031
        return found

    @classmethod
    def _read(cls, kinds: np.dtype[np.void], texts: Sequence["_Opened"]) -> Iterator["EncodedText"]:
        """Of texts whose arrays are of the same kinds: each array of all of them at once."""
        rows = b"".join([one.body[one.start : one.start + kinds.itemsize] for one in texts])
        table = np.frombuffer(rows, kinds)
        columns = [table[name].astype(np.float32) for name in kinds.names or ()]
        for (body, start, _, fields), *vectors, statistics, families in zip(texts, *columns, strict=True):
            digest, language, tokens, skills, numbers, _ = fields
            count, width, *ends = map(int, numbers.split(ITEM))
            yield cls(
                digest=digest,
                language=cast(Language, language),
                tokens=_items(tokens),
                skills=_items(skills),
                vectors=tuple(vectors),
                statistics=statistics,
                families=families,
                spans=tuple(zip(ends[::2], ends[1::2], strict=True)),
                sentences=_sentences(body, start + kinds.itemsize, count, width),
            )


class _Opened(NamedTuple):
    """Stored bytes that are whole: where their arrays begin and of what kinds they are, and the fields of the header."""

    body: bytes
    start: int
    kinds: np.dtype[np.void]
    fields: list[str]


def _opened(blob: bytes) -> _Opened | None:
    body = blob[:-CHECK_BYTES]
    if not body.startswith(MAGIC) or _check(body) != blob[-CHECK_BYTES:]:
        return None
    (length,) = struct.unpack_from("<I", body, len(MAGIC))
    start = len(MAGIC) + 4
    fields = str(body[start : start + length], "utf-8").split(FIELD)
    return _Opened(body, start + length, _kinds(fields[-1]), fields)


def _check(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=CHECK_BYTES).digest()


@cache
def _kinds(written: str) -> np.dtype[np.void]:
    """The arrays of a text, standing one behind the other, as one row of a table."""
    return np.dtype([(f"{place}", kind, tuple(shape)) for place, (kind, shape) in enumerate(json.loads(written))])


def _items(field: str) -> tuple[str, ...]:
    return tuple(field.split(ITEM)) if field else ()


def _sentences(body: bytes, start: int, count: int, width: int) -> Floats:
    if not count:
        return NO_SENTENCES
    whole = np.frombuffer(body, np.int8, count * width, start).astype(np.float32)
    return whole.reshape(count, width) / QUOTE_SCALE


@dataclass(frozen=True)
class EncodedDocument:
    """A document and, in the same order, its encoded texts."""

    document: Document
    encoded: tuple[EncodedText, ...]

    @classmethod
    def assemble(cls, document: Document, found: Mapping[str, EncodedText]) -> "EncodedDocument":
        # not as a difference of sets, which would go through everything found
        if missing := [digest for digest in document.digests if digest not in found]:
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
