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
QUOTED_WEIGHT = 0.3


class Example(NamedTuple):
    """One prompt and the answer that carries the loss.

    Attributes:
        quoted: Where the prompt lists answers, as a range of characters; they carry a part of the loss. To foresee the
            next answer of a list is to copy and to count, and a list has many more tokens than the answer.
    """

    prompt: str
    answer: str
    quoted: tuple[int, int] = (0, 0)


# A maker gets the random stream and the progress of its stage (0 to 1), for curricula.
Maker = Callable[[Random, float], Example]


@dataclass(frozen=True)
class Ingredient:
    """A kind of example and how often it is drawn."""

    weight: float
    make: Maker


class Batch(NamedTuple):
    """Right-padded tokens, the flat positions that predict a token with a loss, those tokens, and their weights."""

    tokens: Tensor
    positions: Tensor
    targets: Tensor
    weights: Tensor


def batches(
    mixture: Sequence[Ingredient], tokenizer: Tokenizer, rng: Random, total: int, per_batch: int
) -> Iterator[tuple[Batch, float]]:
    """Yield batches of about `per_batch` tokens, with the progress, until `total` tokens are spent."""
    weights = [ingredient.weight for ingredient in mixture]
    spent = 0
    while spent < total:
        chosen = rng.choices(mixture, weights, k=DRAWN_AT_ONCE)
        examples = [ingredient.make(rng, spent / total) for ingredient in chosen]
        drawn = sorted(_encode(tokenizer, examples), key=lambda encoded: encoded.length)
        groups = list(_grouped(drawn, per_batch))
        rng.shuffle(groups)
        for group in groups:
            batch = _collate(group)
            yield batch, min(1.0, spent / total)
            spent += batch.tokens.numel()


class Encoded(NamedTuple):
    """The tokens of an example, and which of the prompt are quoted answers."""

    prompt: list[int]
    answer: list[int]
    quoted: range

    @property
    def length(self) -> int:
        """Tokens in all."""
        return len(self.prompt) + len(self.answer)


def _encode(tokenizer: Tokenizer, examples: Sequence[Example]) -> list[Encoded]:
    prompted = tokenizer.encode_batch([prompts.chat(example.prompt) for example in examples])
    answered = tokenizer.encode_batch([example.answer + prompts.END for example in examples])
    return [
        Encoded(prompt.ids, answer.ids, _quoted_tokens(example, prompt.offsets))
        for example, prompt, answer in zip(examples, prompted, answered, strict=True)
    ]


def _quoted_tokens(example: Example, offsets: Sequence[tuple[int, int]]) -> range:
    start, end = (place + len(prompts.USER) for place in example.quoted)
    if start == end:
        return range(0)
    inside = [token for token, (first, last) in enumerate(offsets) if start <= first and last <= end]
    return range(inside[0], inside[-1] + 1)


def _grouped(drawn: Sequence[Encoded], per_batch: int) -> Iterator[list[Encoded]]:
    group: list[Encoded] = []
    for encoded in drawn:
        if group and (len(group) + 1) * encoded.length > per_batch:
            yield group
            group = []
        group.append(encoded)
    yield group


def _collate(group: Sequence[Encoded]) -> Batch:
    # The last answer token is only predicted, never read.
    width = max(encoded.length for encoded in group) - 1
    tokens = torch.zeros(len(group), width, dtype=torch.long)
    positions: list[int] = []
    targets: list[int] = []
    weights: list[float] = []
    for row, (prompt, answer, quoted) in enumerate(group):
        text = prompt + answer
        tokens[row, : len(text) - 1] = torch.tensor(text[:-1])
        for places, weight in ((quoted, QUOTED_WEIGHT), (range(len(prompt), len(text)), 1.0)):
            positions.extend(row * width + place - 1 for place in places)
            targets.extend(text[place] for place in places)
            weights.extend([weight] * len(places))
    return Batch(tokens, torch.tensor(positions), torch.tensor(targets), torch.tensor(weights))
