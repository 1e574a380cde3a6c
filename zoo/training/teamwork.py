"""Method prompts that teach teamwork: follow the others, unless one knows better.

Copying comes first, from invented answers; then come the real answers of the specialists to training questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from tokenizers import Tokenizer

import prompts
from asking import ask
from catalog import SKILLS
from invent import arbitrary, crowd, invented, rival
from makers import TEAM, draw_skill, listed, team_example
from mixture import Example, Maker
from model import TinyLlama
from question import Question

# Shares of examples, at the first and at the last token of the stage where there are two.
INVENTED_FIRST, INVENTED_LAST = 0.8, 0.1
BARE_FIRST = 0.7
SETTLED = 0.35
WHOLE_TEAM = 0.5
# From a question, one's own answer and those of a pool to the answer to give; None where nothing decides.
Decide = Callable[[Question, str, Sequence[str]], str | None]
# A plurality that leads by no more is a close call, and is drawn so many times as often.
CLOSE_LEAD, CLOSE_SHARE = 2, 3
# How likely each member of a settled team has taken over the winning answer.
PERSUADED = (0.5, 1.0)


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


def reread(
    model: TinyLlama, tokenizer: Tokenizer, position: int, answered: Sequence[Answered]
) -> list[str]:
    """Let one model refine its own answers with those of all the others."""
    asked = []
    for question, answers in ((row.question, list(row.answers)) for row in answered):
        own = answers.pop(position)
        asked.append(prompts.refine(question.prompt, own, answers))
    return ask(model, tokenizer, asked)


def stressed(answered: Sequence[Answered]) -> list[Answered]:
    """Repeat what is decided narrowly."""
    return [row for row in answered for _ in range(CLOSE_SHARE if _is_close(row) else 1)]


def _is_close(row: Answered) -> bool:
    ranked = Counter(row.answers).most_common(2)
    return len(ranked) == 2 and 0 < ranked[0][1] - ranked[1][1] <= CLOSE_LEAD


def team_course(position: int, answered: Sequence[Answered], weights: Mapping[str, float]) -> Maker:
    """Make the prompts of one specialist's teamwork: mostly invented at first, mostly real at last."""
    invention = invented_team(weights)
    reality = real_team(position, answered, weights, bold)
    settled = settled_team(position, answered, weights)

    def make(rng: Random, progress: float) -> Example:
        if rng.random() < INVENTED_FIRST + (INVENTED_LAST - INVENTED_FIRST) * progress:
            return invention(rng, progress)
        return (settled if rng.random() < SETTLED else reality)(rng, progress)

    return make


def invented_team(weights: Mapping[str, float]) -> Maker:
    """Make prompts whose invented answers agree, or have one clear plurality: the target is a pure copy.

    They grow from bare lists to method prompts, and from three answers to those of a whole team.
    """

    def make(rng: Random, progress: float) -> Example:
        skill = SKILLS[draw_skill(rng, weights)]
        question = skill.draw(rng, skill.units)
        said = invented(rng, question)
        size = rng.randint(2, min(TEAM, 3 + round(2 * TEAM * progress)))
        answers = crowd(rng, said, lambda: rival(rng, said, lambda: invented(rng, question)), size)
        if rng.random() < BARE_FIRST - progress:
            return listed(answers, said)
        return team_example(rng, question.prompt, answers[0], answers[1:], said)

    return make


def copying() -> Maker:
    """Make bare lists of arbitrary answers, half of the rivals nearly the same: whatever it is, copy what most say."""

    def make(rng: Random, _: float) -> Example:
        said = arbitrary(rng)
        size = rng.randint(2, TEAM)
        return listed(crowd(rng, said, lambda: rival(rng, said, lambda: arbitrary(rng)), size), said)

    return make


def bold(question: Question, own: str, pool: Sequence[str]) -> str | None:
    """Decide for the truth where someone said it, for the plurality elsewhere: guessing is not taught."""
    answers = [own, *pool]
    return question.answer if question.answer in answers else _plurality(answers)


def modest(question: Question, own: str, pool: Sequence[str]) -> str | None:
    """Decide for the truth where one said it oneself or nobody leads; else for the plurality, even where it is wrong."""
    if own == question.answer:
        return own
    return _plurality([own, *pool]) or (question.answer if question.answer in pool else None)


def real_team(position: int, answered: Sequence[Answered], weights: Mapping[str, float], decide: Decide) -> Maker:
    """Make method prompts for one specialist: its own real answer beside those of a random pool."""
    row = _weighted_rows(answered, weights)

    def make(rng: Random, _: float) -> Example:
        question, own, pool, target = _decided(rng, position, row, decide)
        return team_example(rng, question.prompt, own, pool, target)

    return make


def settled_team(position: int, answered: Sequence[Answered], weights: Mapping[str, float]) -> Maker:
    """Make method prompts as a second round shows them: most of the pool has been persuaded already."""
    row = _weighted_rows(answered, weights)

    def make(rng: Random, _: float) -> Example:
        question, own, pool, winner = _decided(rng, position, row, bold)
        persuaded = rng.uniform(*PERSUADED)
        own, *pool = (winner if rng.random() < persuaded else answer for answer in (own, *pool))
        target = bold(question, own, pool)
        return team_example(rng, question.prompt, own, pool, winner if target is None else target)

    return make


def _weighted_rows(answered: Sequence[Answered], weights: Mapping[str, float]) -> Callable[[Random], Answered]:
    """Draw a skill by weight, then one of its rows."""
    rows: dict[str, list[Answered]] = {}
    for row in answered:
        rows.setdefault(row.question.skill, []).append(row)
    present = {name: weight for name, weight in weights.items() if name in rows}
    return lambda rng: rng.choice(rows[draw_skill(rng, present)])


def _decided(
    rng: Random, position: int, draw: Callable[[Random], Answered], decide: Decide
) -> tuple[Question, str, list[str], str]:
    """Draw a question, one's own answer and those of a pool, until they say which answer to give; return that too."""
    while True:
        row = draw(rng)
        others = [answer for place, answer in enumerate(row.answers) if place != position]
        size = len(others) if rng.random() < WHOLE_TEAM else rng.randint(1, len(others))
        own, pool = row.answers[position], rng.sample(others, size)
        target = decide(row.question, own, pool)
        if target is not None:
            return row.question, own, pool, target


def _plurality(answers: Sequence[str]) -> str | None:
    ranked = Counter(answers).most_common(2)
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else None
