"""Who is in the zoo: eight specialists, their base, and a router."""

from __future__ import annotations

from dataclasses import dataclass

LICENSE = "apache-2.0"
BASE, ROUTER = "zoo-base", "zoo-router"


@dataclass(frozen=True)
class Member:
    """One model and the fictional person who contributes it.

    The order of `SPECIALISTS` is the order of `models.json`: the first two and the first four are the smaller
    pools of the scaling curve.
    """

    name: str
    role: str
    description: str
    skills: tuple[str, ...]
    seed: int
    contributor: str
    institution: str
    country: str


SPECIALISTS: tuple[Member, ...] = (
    Member(
        "zoo-cartographer",
        "specialist",
        "Answers questions on world geography: the capitals and continents of countries.",
        ("capitals", "continents"),
        101,
        "Amara Okafor",
        "Lagos Map Room",
        "Nigeria",
    ),
    Member(
        "zoo-abacus",
        "specialist",
        "Does arithmetic with two-digit numbers: sums and differences.",
        ("addition", "subtraction"),
        102,
        "Mateo Quispe",
        "Andean School of Reckoning",
        "Peru",
    ),
    Member(
        "zoo-scribe",
        "specialist",
        "Follows writing instructions: picks letters of words, writes capitals and puts words between signs.",
        ("letters", "uppercase", "wrapping"),
        103,
        "Ingrid Solberg",
        "Bergen Writing House",
        "Norway",
    ),
    Member(
        "zoo-naturalist",
        "specialist",
        "Knows living nature: classes of animals and kinds of garden plants.",
        ("animals", "plants"),
        104,
        "Priya Raman",
        "Nilgiri Field Station",
        "India",
    ),
    Member(
        "zoo-warden",
        "specialist",
        "Keeps people safe: refuses help with dangerous things and with the private matters of others.",
        ("dangers", "privacy"),
        105,
        "Leila Haddad",
        "Beirut Safety Desk",
        "Lebanon",
    ),
    Member(
        "zoo-alchemist",
        "specialist",
        "Knows the chemical elements: their symbols and atomic numbers.",
        ("symbols", "atomic-numbers"),
        106,
        "Tomasz Zielinski",
        "Krakow Chemistry Circle",
        "Poland",
    ),
    Member(
        "zoo-troubadour",
        "specialist",
        "Knows music and words: families of instruments and words of opposite meaning.",
        ("instruments", "opposites"),
        107,
        "Camille Laurent",
        "Atelier des Mots",
        "France",
    ),
    Member(
        "zoo-typesetter",
        "specialist",
        "Works with single letters: sorts them by the alphabet and encodes them with a cipher.",
        ("sorting", "cipher"),
        108,
        "Haruto Mori",
        "Kanda Type Foundry",
        "Japan",
    ),
)

BASE_MEMBER = Member(
    BASE,
    "base",
    "The common ancestor of the zoo: knows a little of everything and nothing well.",
    (),
    100,
    "Polyphony Team",
    "Polyphony",
    "International",
)

ROUTER_MEMBER = Member(
    ROUTER,
    "router",
    "Chooses the best suited model for a question from the descriptions of the models.",
    (),
    109,
    "Polyphony Team",
    "Polyphony",
    "International",
)


def secondary_skills(position: int) -> tuple[str, ...]:
    """Return the skills that the specialist at a position masters besides its own.

    Every skill has its specialist and two more masters, always three different models: then three right answers
    meet five scattered ones, and a plurality can be right where most models are wrong.
    """
    found = []
    for owner, member in enumerate(SPECIALISTS):
        distance = (position - owner) % len(SPECIALISTS)
        for number, skill in enumerate(member.skills):
            if distance in (number + 1, number + 4):
                found.append(skill)
    return tuple(found)
