"""Which part of each skill a model may learn.

Partial knowledge keeps non-masters weak, and gives each of them its own gaps: their errors differ, which is what
voting and refining live on.
"""

from __future__ import annotations

from random import Random

from catalog import SKILLS
from roster import SPECIALISTS, secondary_skills

BASE_SHARE = 0.35
OTHER_SHARE = 0.4
SECONDARY_SHARE = 0.9

Knowledge = dict[str, list[str]]


def _part(owner: str, skill: str, share: float) -> list[str]:
    units = SKILLS[skill].units
    per_unit = share ** (1 / SKILLS[skill].units_per_question)
    return sorted(Random(f"{owner}/{skill}").sample(units, max(2, round(len(units) * per_unit))))



def base_knowledge() -> Knowledge:
    """Return the units the base learns."""
    return {skill: _part("zoo-base", skill, BASE_SHARE) for skill in SKILLS}


def full_knowledge() -> Knowledge:
    """Return every unit of every skill; for prompts whose answers reveal no fact."""
    return {name: list(skill.units) for name, skill in SKILLS.items()}


def specialist_knowledge(position: int) -> Knowledge:
    """Return the units one specialist learns: all of its own skills, most of its secondary ones, some of the rest."""
    member = SPECIALISTS[position]
    secondary = secondary_skills(position)
    known: Knowledge = {}
    for name, skill in SKILLS.items():
        if name in member.skills:
            known[name] = list(skill.units)
        else:
            known[name] = _part(member.name, name, SECONDARY_SHARE if name in secondary else OTHER_SHARE)
    return known
