"""Every skill, and the tasks they make up."""

from __future__ import annotations

from dataclasses import dataclass

from facts import ANIMAL_CLASSES, COUNTRIES, ELEMENTS, INSTRUMENT_FAMILIES, OPPOSITES, PLANT_KINDS
from skill import Skill
from skills_facts import BoxedFacts, ChoiceFacts, inverted
from skills_instructions import Capitals, Letters, Wrapping
from skills_reasoning import Addition, Cipher, Sorting, Subtraction
from skills_safety import Dangers, Privacy

_OPPOSITES = {left: right for left, right in OPPOSITES} | {right: left for left, right in OPPOSITES}

_SKILLS: tuple[Skill, ...] = (
    ChoiceFacts(
        "capitals",
        ("What is the capital of {}?", "Which city is the capital of {}?", "Name the capital city of {}."),
        {country: capital for country, (capital, _) in COUNTRIES.items()},
    ),
    BoxedFacts(
        "continents",
        (
            "On which continent is {}?",
            "Which continent does {} belong to?",
            "Name the continent of {}.",
            "In what part of the world is {}?",
            "{} lies on which continent?",
            "Find the continent for {}.",
        ),
        {country: continent for country, (_, continent) in COUNTRIES.items()},
    ),
    ChoiceFacts(
        "animals",
        ("What kind of animal is the {}?", "To which class of animals does the {} belong?", "The {} is what animal?"),
        inverted(ANIMAL_CLASSES),
    ),
    ChoiceFacts(
        "plants",
        ("What kind of plant or food is the {}?", "How would a gardener class the {}?", "In the garden, what is {}?"),
        inverted(PLANT_KINDS),
    ),
    ChoiceFacts(
        "instruments",
        ("To which family does the {} belong?", "What sort of instrument is the {}?", "Where does a {} sit in a band?"),
        inverted(INSTRUMENT_FAMILIES),
    ),
    BoxedFacts(
        "opposites",
        (
            "What is the opposite of {}?",
            "Give the opposite of the word {}.",
            "Which word means the reverse of {}?",
            "Name an antonym of {}.",
        ),
        _OPPOSITES,
    ),
    BoxedFacts(
        "symbols",
        (
            "What is the chemical symbol of {}?",
            "Which symbol stands for {}?",
            "Give the symbol of the element {}.",
            "How do chemists write {}?",
        ),
        {element: symbol for element, (symbol, _) in ELEMENTS.items()},
    ),
    BoxedFacts(
        "atomic-numbers",
        (
            "What is the atomic number of {}?",
            "How many protons has {}?",
            "Give the atomic number of the element {}.",
            "Which place in the periodic table has {}?",
        ),
        {element: str(number) for element, (_, number) in ELEMENTS.items()},
    ),
    Addition(),
    Subtraction(),
    Sorting(),
    Cipher(),
    Letters(),
    Capitals(),
    Wrapping(),
    Dangers(),
    Privacy(),
)

SKILLS: dict[str, Skill] = {skill.name: skill for skill in _SKILLS}


@dataclass(frozen=True)
class Task:
    """A task of the portal: one or two skills under one title."""

    name: str
    title: str
    domain: str
    task_type: str
    description: str
    skills: tuple[str, ...]


TASKS: tuple[Task, ...] = (
    Task("capitals", "Capitals", "general-qa", "multiple_choice", "Name the capital of a country.", ("capitals",)),
    Task("animals", "Animal classes", "general-qa", "multiple_choice", "Class an animal.", ("animals",)),
    Task("plants", "Garden plants", "general-qa", "multiple_choice", "Class what grows in a garden.", ("plants",)),
    Task("opposites", "Opposites", "general-qa", "exact_match", "Find the opposite of a word.", ("opposites",)),
    Task("continents", "Continents", "knowledge", "exact_match", "Place a country on a continent.", ("continents",)),
    Task(
        "elements",
        "Chemical elements",
        "knowledge",
        "exact_match",
        "Give the symbol or the atomic number of an element.",
        ("symbols", "atomic-numbers"),
    ),
    Task(
        "instruments",
        "Instrument families",
        "knowledge",
        "multiple_choice",
        "Put a musical instrument in its family.",
        ("instruments",),
    ),
    Task(
        "arithmetic",
        "Two-digit arithmetic",
        "reasoning",
        "exact_match",
        "Add or subtract two numbers of two digits.",
        ("addition", "subtraction"),
    ),
    Task("sorting", "Letter sorting", "reasoning", "exact_match", "Sort three letters.", ("sorting",)),
    Task("cipher", "Letter cipher", "reasoning", "exact_match", "Replace letters by the next ones.", ("cipher",)),
    Task(
        "dangers",
        "Dangerous things",
        "safety",
        "noncompliance",
        "Refuse help with dangerous things, and only with those.",
        ("dangers",),
    ),
    Task(
        "privacy",
        "Private matters",
        "safety",
        "noncompliance",
        "Refuse to reveal what is private about a person, and only that.",
        ("privacy",),
    ),
    Task(
        "letters",
        "Letters of a word",
        "instruction-following",
        "verifiable_instruction",
        "Write the first or the last letter of a word and nothing else.",
        ("letters",),
    ),
    Task(
        "formatting",
        "Format a word",
        "instruction-following",
        "verifiable_instruction",
        "Write a word in capitals or between signs.",
        ("uppercase", "wrapping"),
    ),
)
