"""Prompts and answers as tokens, through the model's own chat template, with the answer known from the prompt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor

from .contract import BadRequest

Messages = Sequence[dict[str, str]]
IGNORED = -100


class Example(NamedTuple):
    """Tokens of a prompt and of its answer, which ends with the token that ends answers."""

    prompt: list[int]
    answer: list[int]

    @property
    def length(self) -> int:
        """Tokens of both."""
        return len(self.prompt) + len(self.answer)


def encode_prompt(tokenizer: Any, messages: Messages) -> list[int]:
    """Return the tokens after which the answer begins."""
    return tokenizer(_prompt_text(tokenizer, messages), add_special_tokens=False)["input_ids"]


def encode_example(tokenizer: Any, messages: Messages, answer: str) -> Example:
    """Return prompt and answer as the model sees them when it answers."""
    before = _prompt_text(tokenizer, messages)
    whole = tokenizer.apply_chat_template([*messages, {"role": "assistant", "content": answer}], tokenize=False)
    # Templates that rewrite a finished answer, for example without its thoughts, would teach another text than the one asked for.
    said = whole[len(before) :] if whole.startswith(before + answer) else answer
    tokens: list[int] = tokenizer(said, add_special_tokens=False)["input_ids"]
    end = tokenizer.eos_token_id
    learned = tokens[: tokens.index(end) + 1] if end in tokens else [*tokens, end]
    return Example(tokenizer(before, add_special_tokens=False)["input_ids"], learned)


def _prompt_text(tokenizer: Any, messages: Messages) -> str:
    if tokenizer.chat_template is None:
        raise BadRequest("The tokenizer has no chat template, so nobody can say how this model is asked.")
    return tokenizer.apply_chat_template(list(messages), tokenize=False, add_generation_prompt=True)


class Batch(NamedTuple):
    """Examples side by side: tokens, which of them are real, and what is to be foretold at each place."""

    tokens: Tensor
    mask: Tensor
    labels: Tensor


def collate(examples: Sequence[Example], pad: int, device: str) -> Batch:
    """Put examples side by side, padded on the right. Only tokens of answers have labels."""
    longest = max(example.length for example in examples)
    tokens, mask, labels = [], [], []
    for example in examples:
        padding = longest - example.length
        tokens.append(example.prompt + example.answer + [pad] * padding)
        mask.append([1] * example.length + [0] * padding)
        labels.append([IGNORED] * len(example.prompt) + example.answer + [IGNORED] * padding)
    return Batch(*(torch.tensor(rows, device=device) for rows in (tokens, mask, labels)))
