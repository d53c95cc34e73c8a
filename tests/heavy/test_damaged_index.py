"""Index files cut, flipped, swapped, stale or of another model: every one is noticed, and what is rebuilt answers the same.

`DAMAGES=700 pytest tests/heavy/test_damaged_index.py` is the full run; the default is a sample.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from matching.retrieval.faiss_index import open_index, write_delta, write_generation
from matching.retrieval.generation import IndexUnusable, corpus_digest
from tests.matching.fakes import a_brief, a_profile, encode

DAMAGES = int(os.environ.get("DAMAGES", "70"))
SEED = 20261122
MODEL = "model-1"
BRIEF, *PEOPLE = encode(
    a_brief("weld inspection"),
    *(a_profile(f"p{n:02}", f"weld inspection number{n % 7}", f"menu texts number{n}") for n in range(20)),
    *(a_profile(f"q{n:02}", f"용접 검사 현장{n}") for n in range(10)),
)
(LATER,) = encode(a_profile("z", "weld inspection by sound"))
IDS = [person.id for person in [*PEOPLE, LATER]]
NOW = corpus_digest({person.id: person.document.digests for person in [*PEOPLE, LATER]})
Damage = Callable[[Path, Path, random.Random], None]


def truncated(file: Path, _other: Path, chance: random.Random) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: chance.randrange(len(content))])


def flipped(file: Path, _other: Path, chance: random.Random) -> None:
    content = bytearray(file.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


def swapped(file: Path, other: Path, chance: random.Random) -> None:
    theirs = chance.choice([path for path in other.rglob("*") if path.is_file() and differs(path, file)])
    shutil.copy(theirs, file)


def gone(file: Path, _other: Path, _chance: random.Random) -> None:
    file.unlink()


def stale(file: Path, _other: Path, _chance: random.Random) -> None:
    """As after a restored backup: whole and consistent, but of other people."""
    folder = file.parent.parent
    shutil.rmtree(folder)
    write(folder, PEOPLE[:-1])


def of_another_model(file: Path, _other: Path, _chance: random.Random) -> None:
    folder = file.parent.parent
    shutil.rmtree(folder)
    write(folder, PEOPLE, model="model-2")


def mixed(file: Path, other: Path, _chance: random.Random) -> None:
    """The delta of another generation under the name of ours."""
    ours, theirs = (max(folder.glob("delta-*")) for folder in (file.parent.parent, other))
    shutil.rmtree(ours)
    shutil.copytree(theirs, ours)


KINDS: list[Damage] = [truncated, flipped, swapped, gone, stale, of_another_model, mixed]


def differs(one: Path, other: Path) -> bool:
    return one.read_bytes() != other.read_bytes()


def write(folder: Path, people, model: str = MODEL) -> None:
    write_generation(folder, people, model)
    write_delta(folder, [LATER], [], model, corpus_digest({one.id: one.document.digests for one in [*people, LATER]}))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_damage_is_noticed_and_the_rebuilt_index_answers_as_before(kind: Damage, tmp_path: Path):
    chance = random.Random(f"{SEED} {kind.__name__}")
    other = tmp_path / "other"
    write(other, PEOPLE[:7])
    whole = tmp_path / "whole"
    write(whole, PEOPLE)
    before = open_index(whole, MODEL, NOW).order(BRIEF, IDS)
    for number in range(DAMAGES // len(KINDS)):
        folder = tmp_path / f"damaged-{number}"
        shutil.copytree(whole, folder)
        file = chance.choice(sorted(path for path in folder.rglob("*") if path.is_file()))
        kind(file, other, chance)

        with pytest.raises(IndexUnusable):
            open_index(folder, MODEL, NOW)

        shutil.rmtree(folder)
        write(folder, PEOPLE)
        assert open_index(folder, MODEL, NOW).order(BRIEF, IDS) == before
        shutil.rmtree(folder)
