"""What a step of a training learns from, and its loss: supervised, preferences, drawn answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

import torch
from torch import Tensor
from torch.nn import functional as F

from . import machine
from .answering import Drawing, draw
from .chat import IGNORED, Batch, Example, collate, encode_example, encode_prompt

# Tokens, padding counted, that go through the network at once; a step of more is added up from several passes.
PER_PASS = 16_384


class Loss(NamedTuple):
    """The loss of one pass, already divided by what the whole step has, and what to note of it."""

    value: Tensor
    tokens: int
    reward: float


class Objective(Protocol):
    """How much there is to learn, and the losses of one step, which are to be added up."""

    size: int
    left_out: list[int]

    def losses(self, model: Any, places: Sequence[int], step: int) -> Iterator[Loss]:
        """Yield the losses of the passes of one step; each must be differentiated before the next is taken."""
        ...


def make_objective(spec: dict[str, Any], tokenizer: Any, longest: int, seed: int) -> Supervised | Preferences | Rewarded:
    """Return the objective of a request."""
    if spec["kind"] == "sft":
        return Supervised([encode_example(tokenizer, row["prompt"], row["answer"]) for row in spec["examples"]], tokenizer, longest)
    if spec["kind"] == "dpo":
        pairs = [tuple(encode_example(tokenizer, row["prompt"], row[side]) for side in ("chosen", "rejected")) for row in spec["pairs"]]
        return Preferences(pairs, tokenizer, longest, spec["beta"])
    return Rewarded(spec, tokenizer, longest, seed)


class Supervised:
    """To give these answers: cross entropy over the tokens of the answers alone."""

    def __init__(self, examples: Sequence[Example], tokenizer: Any, longest: int) -> None:
        self.left_out = [place for place, example in enumerate(examples) if example.length > longest]
        self._examples = [example for example in examples if example.length <= longest]
        self._pad = tokenizer.pad_token_id
        self.size = len(self._examples)

    def losses(self, model: Any, places: Sequence[int], step: int) -> Iterator[Loss]:
        """Yield the mean loss over the answers' tokens of the step, in parts."""
        chosen = [self._examples[place] for place in places]
        tokens = sum(len(example.answer) for example in chosen)
        for part in _passes(chosen):
            batch = collate(part, self._pad, machine.device())
            found = _log_probabilities(model, batch)
            yield Loss(-found.sum() / tokens, sum(len(example.answer) for example in part), 0.0)


class Preferences:
    """To give the one answer rather than the other (DPO), compared with the model as it was."""

    def __init__(self, pairs: Sequence[Any], tokenizer: Any, longest: int, beta: float) -> None:
        self.left_out = [place for place, pair in enumerate(pairs) if max(one.length for one in pair) > longest]
        self._pairs = [pair for pair in pairs if max(one.length for one in pair) <= longest]
        self._pad, self._beta = tokenizer.pad_token_id, beta
        self._before: list[Tensor] = []
        self.size = len(self._pairs)

    def remember(self, model: Any, batch: int) -> None:
        """Note what the model thinks of all pairs before it learns."""
        with torch.no_grad():
            for start in range(0, self.size, batch):
                self._before += list(self._margins(model, self._pairs[start : start + batch]))

    def losses(self, model: Any, places: Sequence[int], step: int) -> Iterator[Loss]:
        """Yield the loss over the pairs of the step, in parts."""
        for part in _passes([self._pairs[place] for place in places], list(places)):
            pairs, their_places = zip(*part, strict=True)
            before = torch.stack([self._before[place] for place in their_places])
            margins = self._beta * (self._margins(model, pairs) - before)
            tokens = sum(len(one.answer) for pair in pairs for one in pair)
            yield Loss(-F.logsigmoid(margins).sum() / len(places), tokens, margins.detach().sum().item() / len(places))

    def _margins(self, model: Any, pairs: Sequence[Any]) -> Tensor:
        batch = collate([pair[0] for pair in pairs] + [pair[1] for pair in pairs], self._pad, machine.device())
        chosen, rejected = _log_probabilities(model, batch).sum(1).chunk(2)
        return chosen - rejected


class Rewarded:
    """To give drawn answers that equal the gold more often (GRPO), compared with others drawn for the same question."""

    def __init__(self, spec: dict[str, Any], tokenizer: Any, longest: int, seed: int) -> None:
        prompts = [encode_prompt(tokenizer, row["prompt"]) for row in spec["questions"]]
        fits = [len(prompt) + spec["maxTokens"] <= longest for prompt in prompts]
        self.left_out = [place for place, fit in enumerate(fits) if not fit]
        self._prompts = [prompt for prompt, fit in zip(prompts, fits, strict=True) if fit]
        self._golds = [row["gold"] for row, fit in zip(spec["questions"], fits, strict=True) if fit]
        self._tokenizer, self._drawn, self._seed = tokenizer, spec["drawn"], seed
        self._drawing = Drawing(spec["maxTokens"], spec["temperature"])
        self.size = len(self._prompts)

    def losses(self, model: Any, places: Sequence[int], step: int) -> Iterator[Loss]:
        """Draw answers, and yield the loss over all their tokens, in parts."""
        machine.set_seed(machine.derived_seed(self._seed, step))
        asked = [place for place in places for _ in range(self._drawn)]
        model.eval()
        answers = draw(model, self._tokenizer, [self._prompts[place] for place in asked], self._drawing)
        model.train()
        texts = [self._tokenizer.decode(answer.tokens, skip_special_tokens=True) for answer in answers]
        rewards = torch.tensor([equals_gold(text, self._golds[place]) for text, place in zip(texts, asked, strict=True)])
        groups = rewards.view(-1, self._drawn)
        advantages = ((groups - groups.mean(1, keepdim=True)) / (groups.std(1, keepdim=True) + 1e-4)).view(-1).tolist()
        examples = [Example(self._prompts[place], answer.tokens) for place, answer in zip(asked, answers, strict=True)]
        tokens = sum(len(answer.tokens) for answer in answers)
        noted = rewards.mean().item()
        for part in _passes(examples, advantages):
            chosen, advantage = zip(*part, strict=True)
            found = _log_probabilities(model, collate(chosen, self._tokenizer.pad_token_id, machine.device()))
            # One step is taken for each drawing, so the ratio of new to old probability is one: only its gradient counts.
            ratio = torch.exp(found - found.detach()) * (found != 0)
            loss = -(ratio * torch.tensor(advantage, device=found.device)[:, None]).sum() / tokens
            yield Loss(loss, sum(len(example.answer) for example in chosen), noted)
            noted = 0.0


def equals_gold(text: str, gold: str) -> float:
    r"""Return 1 where an answer says what it should: as a whole, or in its last \box{...}."""
    return float(_said(text) == _said(gold))


def _said(text: str) -> str:
    boxes = re.findall(r"\\box(?:ed)?\{([^{}]*)\}", text)
    return " ".join((boxes[-1] if boxes else text).split()).casefold()


def _log_probabilities(model: Any, batch: Batch) -> Tensor:
    """Return the log-probability of every token of an answer, and 0 elsewhere."""
    with torch.autocast("cuda", torch.bfloat16, enabled=machine.device() == "cuda"):
        logits = model(input_ids=batch.tokens, attention_mask=batch.mask, use_cache=False).logits
    labels = batch.labels[:, 1:]
    losses = F.cross_entropy(logits[:, :-1].float().transpose(1, 2), labels, ignore_index=IGNORED, reduction="none")
    return -losses


def _passes(rows: Sequence[Any], beside: Sequence[Any] | None = None) -> Iterator[list[Any]]:
    """Cut the rows of a step into parts that fit, each with what stands beside it where that is given."""
    part: list[Any] = []
    widest = 0
    for place, row in enumerate(rows):
        length = 2 * max(one.length for one in row) if isinstance(row[0], Example) else row.length
        if part and max(widest, length) * (len(part) + 1) > PER_PASS:
            yield part
            part, widest = [], 0
        part.append(row if beside is None else (row, beside[place]))
        widest = max(widest, length)
    yield part
