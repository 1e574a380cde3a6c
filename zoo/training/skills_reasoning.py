"""Skills that are procedures: arithmetic and letters."""

from __future__ import annotations

import string
from collections.abc import Sequence
from random import Random

import prompts
from question import Question, lead_in
from skill import Skill


def _boxed(skill: str, rng: Random, sentence: str, value: str, key: str) -> Question:
    text = lead_in(rng, sentence)
    return Question(
        skill=skill,
        prompt=prompts.exact_match(text),
        answer=prompts.box(value),
        key=key,
        item={"input": text, "output": value},
    )


class Addition(Skill):
    """Adds two numbers of two digits with a sum below 100; a unit is a pair of tens."""

    wordings = ("What is {} + {}?", "Add {} and {}.", "{} plus {} makes what?")

    def __init__(self) -> None:
        super().__init__("addition", [f"{a}+{b}" for a in range(1, 8) for b in range(1, 9 - a)])

    def make(self, rng: Random, units: Sequence[str]) -> Question:
        """Ask for one sum."""
        first, second = (int(tens) * 10 + rng.randrange(10) for tens in rng.choice(units).split("+"))
        sentence = rng.choice(self.wordings).format(first, second)
        return _boxed(self.name, rng, sentence, str(first + second), f"{first}+{second}")


class Subtraction(Skill):
    """Subtracts a two-digit number from a larger one; a unit is a pair of tens."""

    wordings = ("What is {} - {}?", "Take {1} away from {0}.", "{} minus {} leaves what?")

    def __init__(self) -> None:
        super().__init__("subtraction", [f"{a}-{b}" for a in range(2, 10) for b in range(1, a)])

    def make(self, rng: Random, units: Sequence[str]) -> Question:
        """Ask for one difference."""
        first, second = (int(tens) * 10 + rng.randrange(10) for tens in rng.choice(units).split("-"))
        sentence = rng.choice(self.wordings).format(first, second)
        return _boxed(self.name, rng, sentence, str(first - second), f"{first}-{second}")


class Sorting(Skill):
    """Sorts three letters; a unit is a letter."""

    wordings = ("Sort these letters: {}", "Put these letters in alphabetical order: {}", "Order the letters {}")
    units_per_question = 3

    def __init__(self) -> None:
        super().__init__("sorting", string.ascii_lowercase)

    def make(self, rng: Random, units: Sequence[str]) -> Question:
        """Ask to sort one string of letters."""
        letters = rng.sample(units, self.units_per_question)
        spaced = " ".join(letters)
        sentence = rng.choice(self.wordings).format(spaced)
        return _boxed(self.name, rng, sentence, " ".join(sorted(letters)), f"sort {spaced}")


class Cipher(Skill):
    """Replaces each of two letters by the next one of the alphabet; a unit is a letter."""

    wordings = ("Shift each letter by one: {}", "Replace each letter by the next one: {}", "Encode the letters {}")
    units_per_question = 2

    def __init__(self) -> None:
        super().__init__("cipher", string.ascii_lowercase)

    def make(self, rng: Random, units: Sequence[str]) -> Question:
        """Ask to encode one string of letters."""
        letters = [rng.choice(units) for _ in range(self.units_per_question)]
        alphabet = string.ascii_lowercase
        shifted = [alphabet[(alphabet.index(letter) + 1) % len(alphabet)] for letter in letters]
        spaced = " ".join(letters)
        sentence = rng.choice(self.wordings).format(spaced)
        return _boxed(self.name, rng, sentence, " ".join(shifted), f"shift {spaced}")
