"""The collaboration methods, as the portal runs them, over answers of torch models."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tokenizers import Tokenizer

import prompts
from asking import ask
from model import TinyLlama
from question import LEADS
from scoring import is_right, item_prompt, parsed, plurality

_NUMBER = re.compile(r"\d+")
ROUTE_LIMIT = 4


@dataclass(frozen=True)
class Asked:
    """One task item with its prepared prompt."""

    task: str
    task_type: str
    item: dict[str, Any]

    @property
    def prompt(self) -> str:
        """The complete prepared prompt."""
        return item_prompt(self.task_type, self.item)

    @property
    def bare_prompt(self) -> str:
        """The prompt without its lead-in: what questions about the same thing have in common."""
        lead = max((lead for lead in LEADS if self.prompt.startswith(lead)), key=len)
        return self.prompt.removeprefix(lead)

    def is_right(self, text: str) -> bool:
        """Score one answer to this item."""
        return is_right(self.task_type, self.item, text)


@dataclass(frozen=True)
class Pool:
    """Models in pool order, with their descriptions."""

    models: Sequence[TinyLlama]
    descriptions: Sequence[str]
    tokenizer: Tokenizer

    def first(self, size: int) -> Pool:
        """Return the nested pool of the first models."""
        return Pool(self.models[:size], self.descriptions[:size], self.tokenizer)


# answers[model][question]
Answers = list[list[str]]


def answer_alone(pool: Pool, asked: Sequence[Asked]) -> Answers:
    """Let every model answer every question."""
    return [ask(model, pool.tokenizer, [question.prompt for question in asked]) for model in pool.models]


def vote(asked: Sequence[Asked], answers: Answers) -> list[str]:
    """Majority vote on parsed answers, ties to the first model."""
    chosen = []
    for number, question in enumerate(asked):
        texts = [model[number] for model in answers]
        chosen.append(texts[plurality([parsed(question.task_type, text) for text in texts])])
    return chosen


def route_once(pool: Pool, router: TinyLlama, asked: Sequence[Asked]) -> list[int]:
    """Choose one model per question with one prompt that shows all descriptions."""
    asking = [prompts.route(question.prompt, pool.descriptions) for question in asked]
    return [_number(text, len(pool.models)) for text in ask(router, pool.tokenizer, asking, ROUTE_LIMIT)]


def route_tournament(pool: Pool, router: TinyLlama, asked: Sequence[Asked]) -> list[int]:
    """Choose one model per question by duels: the winner so far meets the next model."""
    champions = [0] * len(asked)
    for challenger in range(1, len(pool.models)):
        asking = [
            prompts.route(question.prompt, [pool.descriptions[champion], pool.descriptions[challenger]])
            for question, champion in zip(asked, champions, strict=True)
        ]
        for index, text in enumerate(ask(router, pool.tokenizer, asking, ROUTE_LIMIT)):
            if _number(text, 2) == 1:
                champions[index] = challenger
    return champions


def refine_round(pool: Pool, asked: Sequence[Asked], answers: Answers) -> Answers:
    """Let every model refine its answer with the answers of all others."""
    refined = []
    for position, model in enumerate(pool.models):
        asking = []
        for number, question in enumerate(asked):
            texts = [row[number] for row in answers]
            others = texts[:position] + texts[position + 1 :]
            asking.append(prompts.refine(question.prompt, texts[position], others))
        refined.append(ask(model, pool.tokenizer, asking))
    return refined


def summarise(pool: Pool, summariser: int, asked: Sequence[Asked], answers: Answers) -> list[str]:
    """Let one model write the final answer from all answers."""
    asking = [
        prompts.summarise(question.prompt, [row[number] for row in answers]) for number, question in enumerate(asked)
    ]
    return ask(pool.models[summariser], pool.tokenizer, asking)


def _number(text: str, models: int) -> int:
    found = _NUMBER.search(text)
    number = int(found.group()) if found else 1
    return number - 1 if 1 <= number <= models else 0
