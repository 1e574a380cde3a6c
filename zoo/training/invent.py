"""Invented answers: what a model can only copy, because nothing but the other candidates says it."""

from __future__ import annotations

import string
from random import Random

import prompts
from catalog import SKILLS
from facts import WORDS
from question import Question

SIGNS = "*-|/#=~"
DISTORTED = 0.5
FOREIGN = 0.2
COUNTED = "repetition"


def invented(rng: Random, question: Question) -> str:
    """Invent an answer that looks like one to the question, or now and then like one to something else.

    Never a word said several times: such an answer is counted anew from the question, copying it is beyond the models.
    """
    if rng.random() < FOREIGN:
        return _anything(rng)
    skill = SKILLS[question.skill]
    return skill.draw(rng, skill.units).answer


def rival(rng: Random, question: Question, answer: str) -> str:
    """Return another answer than the given one, half of the time nearly the same."""
    while True:
        other = _distorted(rng, answer) if rng.random() < DISTORTED else invented(rng, question)
        if other != answer:
            return other


def _anything(rng: Random) -> str:
    word = rng.choice(WORDS)
    letters = " ".join(rng.choice(string.ascii_lowercase) for _ in range(rng.randint(2, 5)))
    digits = "".join(rng.choice(string.digits) for _ in range(rng.randint(1, 3)))
    sign = rng.choice(SIGNS)
    return rng.choice(
        (
            prompts.box(letters),
            prompts.box(digits),
            prompts.box(word),
            f"{sign}{word}{sign}",
            word.upper(),
        )
    )


def _distorted(rng: Random, answer: str) -> str:
    """Change one letter, digit or sign."""
    if answer in (prompts.REFUSAL, prompts.COMPLIANCE):
        return prompts.COMPLIANCE if answer == prompts.REFUSAL else prompts.REFUSAL
    start = len("\\box{") if answer.startswith("\\box{") else 0
    place = rng.choice([place for place in range(start, len(answer)) if answer[place] not in " {}"])
    return answer[:place] + _like(rng, answer[place]) + answer[place + 1 :]


def _like(rng: Random, sign: str) -> str:
    if len(sign) == 1 and sign in "ABCD":
        return rng.choice("ABCD")
    for kind in (string.ascii_lowercase, string.ascii_uppercase, string.digits, SIGNS):
        if sign in kind:
            return rng.choice(kind)
    return rng.choice(SIGNS)
