"""Skills whose answers a program can verify: repeat, capitals, brackets."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from facts import WORDS
from question import Question, lead_in
from skill import Skill

TIMES = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}

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


class Repetition(Skill):
    """Says a word a given number of times; a unit is the number."""

    wordings = ("Say {0} {1} times.", "Repeat the word {0} {1} times.", "Write {0} exactly {1} times.")

    def __init__(self) -> None:
        super().__init__("repetition", list(TIMES))

    def make(self, rng: Random, units: Sequence[str]) -> Question:
        """Ask to repeat one word."""
        number, word = rng.choice(units), rng.choice(WORDS)
        sentence = rng.choice(self.wordings).format(word, number)
        check = {"kind": "repeat_word", "word": word, "times": TIMES[number]}
        return _verified(self.name, rng, sentence, " ".join([word] * TIMES[number]), f"repeat {word} {number}", check)


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
