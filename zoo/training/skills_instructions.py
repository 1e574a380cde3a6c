"""Skills whose answers a program can verify: letters, capitals, brackets."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from facts import WORDS
from question import Question, lead_in
from skill import Skill

WRAPPERS: dict[str, tuple[str, str]] = {
    "square brackets": ("[", "]"),
    "round brackets": ("(", ")"),
    "curly brackets": ("{", "}"),
    "angle brackets": ("<", ">"),
    "stars": ("*", "*"),
    "dashes": ("-", "-"),
    "bars": ("|", "|"),
    "slashes": ("/", "/"),
    "hashes": ("#", "#"),
    "plus signs": ("+", "+"),
    "equals signs": ("=", "="),
    "tildes": ("~", "~"),
}


def _verified(skill: str, rng: Random, sentence: str, answer: str, key: str, check: dict[str, Any]) -> Question:
    text = lead_in(rng, sentence)
    return Question(skill=skill, prompt=text, answer=answer, key=key, item={"input": text, "checks": [check]})


class Letters(Skill):
    """Names the first or the last letter of a word; a unit is the word."""

    wordings = ("Write only the {} letter of {}.", "Answer with the {} letter of {}.", "Name the {1}'s {0} letter only.")

    def __init__(self) -> None:
        super().__init__("letters", WORDS)

    def make(self, rng: Random, units: Sequence[str]) -> Question:
        """Ask for one letter."""
        word = rng.choice(units)
        end, letter = rng.choice((("first", word[0]), ("last", word[-1])))
        sentence = rng.choice(self.wordings).format(end, word)
        return _verified(self.name, rng, sentence, letter, sentence, {"kind": "equals", "text": letter})


class Capitals(Skill):
    """Writes a word in capital letters; a unit is the word."""

    wordings = (
        "Write {} in capital letters.",
        "Put the word {} in capitals.",
        "Spell {} with capital letters only.",
        "Shout the word {}.",
    )

    def __init__(self) -> None:
        super().__init__("uppercase", WORDS)

    def make(self, rng: Random, units: Sequence[str]) -> Question:
        """Ask for one word in capitals."""
        word = rng.choice(units)
        sentence = rng.choice(self.wordings).format(word)
        check = {"kind": "all_uppercase", "text": word.upper()}
        return _verified(self.name, rng, sentence, word.upper(), sentence, check)


class Wrapping(Skill):
    """Puts a word between two signs; a unit is the kind of sign."""

    wordings = ("Put {} between {}.", "Write {} inside {}.", "Wrap the word {} in {}.")

    def __init__(self) -> None:
        super().__init__("wrapping", list(WRAPPERS))

    def make(self, rng: Random, units: Sequence[str]) -> Question:
        """Ask to wrap one word."""
        wrapper, word = rng.choice(units), rng.choice(WORDS)
        left, right = WRAPPERS[wrapper]
        sentence = rng.choice(self.wordings).format(word, wrapper)
        check = {"kind": "wrapped_in", "left": left, "right": right, "text": word}
        return _verified(self.name, rng, sentence, f"{left}{word}{right}", f"wrap {word} {wrapper}", check)
