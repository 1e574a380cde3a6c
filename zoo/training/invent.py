"""Invented answers: what a model can only copy, because nothing but the other candidates says it."""

from __future__ import annotations

import string
from collections.abc import Callable
from random import Random

import prompts
from catalog import SKILLS
from facts import WORDS
from question import Question

SIGNS = "*-|/#=~"
DISTORTED = 0.5
FOREIGN = 0.2
MIXED = 0.2
UNANIMOUS = 0.3


def invented(rng: Random, question: Question) -> str:
    """Invent an answer that looks like one to the question, or now and then like one to something else."""
    if rng.random() < FOREIGN:
        return arbitrary(rng)
    skill = SKILLS[question.skill]
    return skill.draw(rng, skill.units).answer


def crowd(rng: Random, said: str, rival_of: Callable[[], str], size: int) -> list[str]:
    """Shuffle `size` answers of which `said` is the most frequent one, or the only one."""
    votes = size if rng.random() < UNANIMOUS else rng.randint(max(2, size // 3), size)
    answers = [said] * votes
    while len(answers) < size:
        other = rival_of()
        if answers.count(other) < votes - 1:
            answers += [other] * min(rng.randint(1, votes - 1 - answers.count(other)), size - len(answers))
        else:
            votes, answers = votes + 1, [*answers, said]
    return rng.sample(answers, size)


def rival(rng: Random, answer: str, invent: Callable[[], str]) -> str:
    """Return another answer than the given one: half of the time nearly the same, else an invented one."""
    while True:
        other = _distorted(rng, answer) if rng.random() < DISTORTED else invent()
        if other != answer:
            return other


def arbitrary(rng: Random) -> str:
    """Invent an answer to no question: words, letters, digits, in a box, between signs or bare."""
    text = rng.choice((_words, _letters, _digits))(rng)
    if rng.random() < MIXED:
        text += rng.choice(" -+/") + rng.choice((_words, _letters, _digits))(rng)
    sign = rng.choice(SIGNS)
    return rng.choice((prompts.box(text), prompts.box(text), text, text.upper(), f"{sign}{text}{sign}"))


def _words(rng: Random) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 3)))


def _letters(rng: Random) -> str:
    return " ".join(rng.choice(string.ascii_lowercase) for _ in range(rng.randint(1, 5)))


def _digits(rng: Random) -> str:
    return "".join(rng.choice(string.digits) for _ in range(rng.randint(1, 3)))


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
