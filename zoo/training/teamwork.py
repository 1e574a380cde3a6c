"""Real answers of the specialists to training questions, and the method prompts made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tokenizers import Tokenizer

from asking import ask
from catalog import SKILLS
from makers import team_prompt
from mixture import Example, Maker
from model import TinyLlama
from question import Question


@dataclass(frozen=True)
class Answered:
    """A training question and what each specialist said, in roster order."""

    question: Question
    answers: tuple[str, ...]


def draw_questions(seed: int, size: int) -> list[Question]:
    """Draw training questions, the same number of every skill."""
    rng = Random(seed)
    return [skill.draw(rng, skill.units) for skill in SKILLS.values() for _ in range(size // len(SKILLS))]


def collect(model: TinyLlama, tokenizer: Tokenizer, questions: Sequence[Question]) -> list[str]:
    """Let one model answer all training questions."""
    return ask(model, tokenizer, [question.prompt for question in questions])


def real_team(position: int, answered: Sequence[Answered]) -> Maker:
    """Make method prompts for one specialist: its own real answer beside those of a random pool.

    Only questions which someone in the pool answers rightly are used: guessing is not taught.
    """

    def make(rng: Random, _: float) -> Example:
        while True:
            row = rng.choice(answered)
            others = [answer for place, answer in enumerate(row.answers) if place != position]
            pool = rng.sample(others, rng.randint(1, len(others)))
            own = row.answers[position]
            if row.question.answer in (own, *pool):
                return Example(team_prompt(rng, row.question.prompt, own, pool), row.question.answer)

    return make
