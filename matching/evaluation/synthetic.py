"""A market of any size that reads like the real one to the arithmetic: clustered vectors, words by Zipf, two languages."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from matching.arrays import Floats
from matching.background.families import family_names
from matching.documents import Document, Kind, Text
from matching.encoded import EncodedDocument, EncodedText
from matching.language import LANGUAGES, Language
from matching.terms import BriefTerms, Remote, TalentTerms

DIMENSIONS = (384, 512)
CLUSTERS = 400
SPREAD = 0.8  # of a text around its cluster: neighbours as near as the real models put two projects of one kind
WORDS = 40_000
WORDS_IN_TEXT = 25
ENGLISH_SHARE = 0.1
OFFERED = (Kind.HEADLINE, Kind.SUMMARY, Kind.PROJECT, Kind.SKILL, Kind.SKILL, Kind.SKILL)
ASKED = (Kind.TITLE, Kind.PROBLEM, *[Kind.ESSENTIAL] * 4, Kind.NICE, Kind.NICE)
REGIONS = tuple(f"{number:02}" for number in range(11, 28))


class Market:
    """Document n is the same whenever it is asked for; no two processes need to share files."""

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        random = np.random.default_rng(seed)
        self._centres = [_units(random.standard_normal((CLUSTERS, size))) for size in DIMENSIONS]
        self._families = random.integers(0, len(family_names()), CLUSTERS)

    def profile(self, number: int) -> EncodedDocument:
        return self._document(f"profile:{number:07}", number, OFFERED)

    def profiles(self, count: int) -> Iterator[EncodedDocument]:
        return (self.profile(number) for number in range(count))

    def brief(self, number: int) -> EncodedDocument:
        return self._document(f"brief:{number}", -1 - number, ASKED)

    def vectors(self, count: int) -> Floats:
        """One model's vectors alone, for comparing engines."""
        random = np.random.default_rng(self._seed)
        chosen = self._centres[0][random.integers(0, CLUSTERS, count)]
        noise = random.standard_normal(chosen.shape, np.float32) * np.float32(SPREAD / np.sqrt(DIMENSIONS[0]))
        return _units(chosen + noise)

    def talent_terms(self, number: int) -> TalentTerms:
        random = np.random.default_rng((self._seed, number))
        return TalentTerms(
            id=f"profile:{number:07}",
            is_listed=bool(random.random() < 0.95),
            earliest_start=date(2026, int(random.integers(1, 13)), 1),
            hours_per_week=int(random.integers(1, 9)) * 5,
            regions=frozenset(random.choice(REGIONS, 2).tolist()),
            rate_won=int(random.integers(15, 60)) * 1000,
            languages=frozenset(["ko"]),
            interests=frozenset([f"type{random.integers(0, 9)}"]),
        )

    def brief_terms(self) -> BriefTerms:
        """About a third of the talents can take it."""
        return BriefTerms(
            "brief:0",
            "client",
            region=REGIONS[0],
            remote=Remote.ANY,
            latest_start=date(2026, 9, 1),
            hours_per_week=15,
            max_rate_won=45_000,
            languages=frozenset(["ko"]),
            task_types=frozenset(["type1"]),
        )

    def _document(self, id_: str, number: int, kinds: Sequence[Kind]) -> EncodedDocument:
        random = np.random.default_rng((self._seed, abs(number), number < 0))
        language: Language = LANGUAGES[int(random.random() < ENGLISH_SHARE)]
        cluster = int(random.integers(CLUSTERS))
        texts = [Text(kind, f"{id_} text {place}", f"{kind}:{place}") for place, kind in enumerate(kinds)]
        encoded = tuple(self._text(text, language, cluster, random) for text in texts)
        return EncodedDocument(Document(id_, tuple(texts)), encoded)

    def _text(self, text: Text, language: Language, cluster: int, random: np.random.Generator) -> EncodedText:
        vectors = tuple(
            _units(centres[cluster] + SPREAD / np.sqrt(size) * random.standard_normal(size))
            for centres, size in zip(self._centres, DIMENSIONS, strict=True)
        )
        families = random.random(len(family_names())).astype(np.float32) * 0.1
        families[self._families[cluster]] += 1.0
        words = np.minimum(random.zipf(1.3, WORDS_IN_TEXT), WORDS)
        return EncodedText(
            digest=text.digest,
            language=language,
            tokens=tuple(f"w{word}" for word in words),
            skills=(),
            vectors=vectors,
            statistics=np.tile(np.array([0.05, 0.1], np.float32), (len(DIMENSIONS), len(LANGUAGES), 1)),
            families=families / families.sum(),
            spans=((0, len(text.text)),),
            sentences=np.empty((0, 0), np.float32),
        )


def _units(vectors: Floats) -> Floats:
    units: Floats = (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)
    return units
