"""From example makers to token batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor

import prompts

DRAWN_AT_ONCE = 2048


class Example(NamedTuple):
    """One prompt and the answer that carries the loss."""

    prompt: str
    answer: str


# A maker gets the random stream and the progress of its stage (0 to 1), for curricula.
Maker = Callable[[Random, float], Example]


@dataclass(frozen=True)
class Ingredient:
    """A kind of example and how often it is drawn."""

    weight: float
    make: Maker


class Batch(NamedTuple):
    """Right-padded tokens, the flat positions that predict an answer token, and those tokens."""

    tokens: Tensor
    positions: Tensor
    targets: Tensor


def batches(
    mixture: Sequence[Ingredient], tokenizer: Tokenizer, rng: Random, total: int, per_batch: int
) -> Iterator[tuple[Batch, float]]:
    """Yield batches of about `per_batch` tokens, with the progress, until `total` tokens are spent."""
    weights = [ingredient.weight for ingredient in mixture]
    spent = 0
    while spent < total:
        chosen = rng.choices(mixture, weights, k=DRAWN_AT_ONCE)
        examples = [ingredient.make(rng, spent / total) for ingredient in chosen]
        drawn = sorted(_encode(tokenizer, examples), key=lambda pair: len(pair[0]) + len(pair[1]))
        groups = list(_grouped(drawn, per_batch))
        rng.shuffle(groups)
        for group in groups:
            batch = _collate(group)
            yield batch, min(1.0, spent / total)
            spent += batch.tokens.numel()


Encoded = tuple[list[int], list[int]]


def _encode(tokenizer: Tokenizer, examples: Sequence[Example]) -> list[Encoded]:
    prompted = tokenizer.encode_batch([prompts.chat(example.prompt) for example in examples])
    answered = tokenizer.encode_batch([example.answer + prompts.END for example in examples])
    return [(prompt.ids, answer.ids) for prompt, answer in zip(prompted, answered, strict=True)]


def _grouped(drawn: Sequence[Encoded], per_batch: int) -> Iterator[list[Encoded]]:
    group: list[Encoded] = []
    for pair in drawn:
        if group and (len(group) + 1) * (len(pair[0]) + len(pair[1])) > per_batch:
            yield group
            group = []
        group.append(pair)
    yield group


def _collate(group: Sequence[Encoded]) -> Batch:
    # The last answer token is only predicted, never read.
    width = max(len(prompt) + len(answer) for prompt, answer in group) - 1
    tokens = torch.zeros(len(group), width, dtype=torch.long)
    positions, targets = [], []
    for row, (prompt, answer) in enumerate(group):
        text = prompt + answer[:-1]
        tokens[row, : len(text)] = torch.tensor(text)
        start = row * width + len(prompt) - 1
        positions.extend(range(start, start + len(answer)))
        targets.extend(answer)
    return Batch(tokens, torch.tensor(positions), torch.tensor(targets))
