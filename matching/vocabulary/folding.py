"""Folds text to one way of writing it while remembering where each character stood in the original."""

import re
import unicodedata
from dataclasses import dataclass

# A base letter with its marks, or the loose jamo of one syllable (file names from macOS arrive so), is folded whole.
CLUSTER = re.compile("[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|.[\u0300-\u036f]*", re.DOTALL)
SEPARATORS = frozenset(" \t\u00a0-‐‑–_·・/&'’")
# "결함을 검출" says 결함 검출: a particle between two words of a name is passed over like a space.
PARTICLE = re.compile(r"(?<=[가-힣a-z0-9])(?:을|를|의|이|가)(?=\s)")
# Common misspellings, each as long as what is meant so that places stay where they are.
SPELLINGS = (
    ("데이타", "데이터"),
    ("비젼", "비전"),
    ("메뉴얼", "매뉴얼"),
    ("컨텐츠", "콘텐츠"),
    ("스케쥴", "스케줄"),
    ("메세지", "메시지"),
    ("레포트", "리포트"),
    ("쥬피터", "주피터"),
    ("런닝", "러닝"),
    ("쳇봇", "챗봇"),
    ("싸이트", "사이트"),
    ("알고리듬", "알고리즘"),
    ("리더쉽", "리더십"),
    ("어플리케이션", "애플리케이션"),
    ("갯수", "개수"),
)
INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


@dataclass(frozen=True, slots=True)
class Folded:
    """Text in NFKC and small letters; character i came from original[starts[i]:ends[i]]."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Compact:
    """Folded text without its separators; letter i stands at places[i] of the folded text."""

    letters: str
    places: tuple[int, ...]


def fold(text: str) -> Folded:
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in CLUSTER.finditer(text):
        if cluster[0] in INVISIBLE:
            continue
        for letter in unicodedata.normalize("NFKC", cluster[0]).lower():
            letters.append(letter)
            starts.append(cluster.start())
            ends.append(cluster.end())
    return Folded(_respelt("".join(letters)), tuple(starts), tuple(ends))


def compact(folded_text: str, *, over_particles: bool = False) -> Compact:
    passed_over = {match.start() for match in PARTICLE.finditer(folded_text)} if over_particles else frozenset()
    places = tuple(
        place for place, letter in enumerate(folded_text) if letter not in SEPARATORS and place not in passed_over
    )
    return Compact("".join(folded_text[place] for place in places), places)


def _respelt(text: str) -> str:
    for wrong, right in SPELLINGS:
        text = text.replace(wrong, right)
    return text
