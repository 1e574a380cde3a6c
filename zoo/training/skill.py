"""The contract of a skill: something that can ask questions about the units it is allowed to use."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from random import Random

from question import Question, is_held_out


class Skill(ABC):
    """A narrow ability.

    Attributes:
        name: Stable name, also the key in `models.json`.
        units: Pieces of knowledge (a country, a letter, a pair of tens). A model that is no master of the skill
            learns only a part of them, its own part.
        units_per_question: How many units one question needs.
    """

    units_per_question = 1

    def __init__(self, name: str, units: Sequence[str]) -> None:
        self.name = name
        self.units = tuple(units)

    @abstractmethod
    def make(self, rng: Random, units: Sequence[str]) -> Question:
        """Make any question that needs only `units`."""

    def make_open(self, rng: Random, units: Sequence[str]) -> Question:
        """Make the free-form sibling of a question; skills that have none ask as usual."""
        return self.draw(rng, units)

    def draw(self, rng: Random, units: Sequence[str], held_out: bool = False) -> Question:
        """Make a question from the training part or from the held-out part."""
        while True:
            question = self.make(rng, units)
            if is_held_out(question.key) == held_out:
                return question
