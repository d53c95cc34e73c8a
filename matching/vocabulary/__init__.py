"""The skill vocabulary: what skills are called, found in plain text, suggested while typing, and compared."""

from matching.vocabulary.finder import SkillMention, find_skills, unknown_terms
from matching.vocabulary.reader import find_skill, skill, skills
from matching.vocabulary.relations import closeness
from matching.vocabulary.skill import Kind, Skill, UnknownSkill
from matching.vocabulary.suggestions import search_skills

__all__ = [
    "Kind",
    "Skill",
    "SkillMention",
    "UnknownSkill",
    "closeness",
    "find_skill",
    "find_skills",
    "search_skills",
    "skill",
    "skills",
    "unknown_terms",
]
