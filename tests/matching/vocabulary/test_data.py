"""The reviewed data files hold together: ids, names, relations, task types and cautions."""

import re
from collections import defaultdict
from itertools import chain

from matching.vocabulary import Kind, skills
from matching.vocabulary.boundaries import HANGUL
from matching.vocabulary.folding import SPELLINGS
from matching.vocabulary.lexicon import cautions, letters_of
from matching.vocabulary.reader import AREAS, DATA, rows

NCS_UNITS = {f"2001070{number}" for number in range(1, 8)} | {"20010105", "20010209"}
TASK_TYPES = {row["id"] for row in rows(DATA / "task_types.tsv")}
IDS = [skill.id for skill in skills()]


def test_there_are_at_least_six_hundred_skills_of_every_kind():
    assert len(IDS) >= 600
    assert {skill.kind for skill in skills()} == set(Kind)


def test_ids_are_unique_slugs():
    assert len(set(IDS)) == len(IDS)
    assert not [skill_id for skill_id in IDS if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", skill_id)]


def test_rows_have_every_column_and_no_more():
    assert all(None not in row and None not in row.values() for path in AREAS.glob("*.tsv") for row in rows(path))


def test_every_skill_has_a_name_in_both_languages_and_at_least_one_spelling_in_hangul_or_a_proper_name():
    assert all(skill.name_ko and skill.name_en for skill in skills())
    assert not [skill.id for skill in skills() if HANGUL.search(skill.name_en)]
    without_hangul = [skill.id for skill in skills() if not any(HANGUL.search(name) for name in skill.names)]
    assert without_hangul == []


def test_every_broader_and_related_skill_exists_and_is_another_one():
    known = set(IDS)
    for skill in skills():
        others = [*skill.broader, *(other for other, _ in skill.related)]
        assert set(others) <= known - {skill.id}, skill.id


def test_related_skills_are_near_but_not_the_same():
    assert all(0 < value < 1 for skill in skills() for _, value in skill.related)


def test_no_skill_is_broader_than_itself_by_a_detour():
    parents = {skill.id: skill.broader for skill in skills()}
    for start in parents:
        seen: set[str] = set()
        frontier = list(parents[start])
        while frontier:
            here = frontier.pop()
            assert here != start, start
            if here not in seen:
                seen.add(here)
                frontier += parents[here]


def test_a_name_belongs_to_one_skill_only():
    owners = defaultdict(set)
    for skill in skills():
        for name in skill.names:
            owners[letters_of(name)].add(skill.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_task_types_are_the_fifteen_and_each_has_skills():
    assert len(TASK_TYPES) == 15
    assert set(chain.from_iterable(skill.task_types for skill in skills())) == TASK_TYPES


def test_ncs_units_are_known_and_each_has_skills():
    assert set(chain.from_iterable(skill.ncs_units for skill in skills())) == NCS_UNITS


def test_esco_addresses_are_whole():
    addresses = [skill.esco_uri for skill in skills() if skill.esco_uri]
    assert addresses
    assert all(address.startswith("http://data.europa.eu/esco/skill/") for address in addresses)


def test_what_is_heard_takes_at_least_two_words():
    assert not [(skill.id, stems) for skill in skills() for stems in skill.heard if len(stems) < 2 or not all(stems)]


def test_every_caution_is_for_a_name_and_names_its_companions():
    names = {letters_of(name) for skill in skills() for name in skill.names}
    assert set(cautions()) <= names
    assert all(caution.companions and caution.language in ("", "ko", "en") for caution in cautions().values())


def test_no_look_alike_hides_a_skill():
    names = {letters_of(name) for skill in skills() for name in skill.names}
    assert not [row["phrase"] for row in rows(DATA / "look_alikes.tsv") if letters_of(row["phrase"]) in names]


def test_misspellings_are_as_long_as_what_is_meant():
    assert all(len(wrong) == len(right) for wrong, right in SPELLINGS)
