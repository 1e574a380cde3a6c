"""Draw answers, many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import torch

from . import machine


class Drawing(NamedTuple):
    """How answers are drawn; temperature 0 is greedy."""

    max_tokens: int
    temperature: float = 0.0
    top_p: float = 1.0


class Drawn(NamedTuple):
    """The tokens of an answer, with the one that ended it where there was one."""

    tokens: list[int]
    finished: bool


def draw(model: Any, tokenizer: Any, prompts: Sequence[list[int]], drawing: Drawing) -> list[Drawn]:
    """Return an answer to each prompt of one batch."""
    longest = max(map(len, prompts))
    pad = tokenizer.pad_token_id
    tokens = torch.tensor([[pad] * (longest - len(prompt)) + prompt for prompt in prompts], device=machine.device())
    mask = torch.tensor([[0] * (longest - len(prompt)) + [1] * len(prompt) for prompt in prompts], device=machine.device())
    ends = end_tokens(model, tokenizer)
    chance = {"do_sample": True, "temperature": drawing.temperature, "top_p": drawing.top_p, "top_k": 0}
    with torch.no_grad(), torch.autocast("cuda", torch.bfloat16, enabled=machine.device() == "cuda"):
        rows = model.generate(
            input_ids=tokens,
            attention_mask=mask,
            max_new_tokens=drawing.max_tokens,
            pad_token_id=pad,
            eos_token_id=ends,
            **(chance if drawing.temperature > 0 else {"do_sample": False}),
        )
    return [_cut(row, ends) for row in rows[:, longest:].tolist()]


def end_tokens(model: Any, tokenizer: Any) -> list[int]:
    """Return the tokens that end an answer."""
    named = model.generation_config.eos_token_id
    return [tokenizer.eos_token_id] if named is None else [named] if isinstance(named, int) else list(named)


def _cut(row: list[int], ends: Sequence[int]) -> Drawn:
    place = next((place for place, token in enumerate(row) if token in ends), None)
    return Drawn(row, False) if place is None else Drawn(row[: place + 1], True)


def answer_all(model: Any, tokenizer: Any, prompts: Sequence[list[int]], drawing: Drawing, batch: int, report: Any) -> list[dict[str, Any]]:
    """Answer all prompts, those of similar length together, and return the texts in the order of the prompts."""
    order = sorted(range(len(prompts)), key=lambda place: (len(prompts[place]), place))
    answers: list[dict[str, Any]] = [{}] * len(prompts)
    for start in range(0, len(order), batch):
        places = order[start : start + batch]
        for place, drawn in zip(places, draw(model, tokenizer, [prompts[place] for place in places], drawing), strict=True):
            answers[place] = {
                "text": tokenizer.decode(drawn.tokens, skip_special_tokens=True),
                "finishReason": "stop" if drawn.finished else "length",
                "tokens": len(drawn.tokens),
            }
        report(start + len(places), len(order), "answers")
    return answers
