"""Ask a model many prompts at once."""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Tokenizer

import prompts
from model import TinyLlama

TOKENS_PER_BATCH = 12_000
ANSWER_LIMIT = 40


def ask(model: TinyLlama, tokenizer: Tokenizer, asked: Sequence[str], limit: int = ANSWER_LIMIT) -> list[str]:
    """Answer prompts greedily; equal prompts are asked once."""
    distinct = sorted(set(asked))
    encoded = tokenizer.encode_batch([prompts.chat(prompt) for prompt in distinct])
    order = sorted(range(len(distinct)), key=lambda index: len(encoded[index].ids))
    end = tokenizer.token_to_id(prompts.END)
    answers: dict[str, str] = {}
    while order:
        width = len(encoded[order[0]].ids)
        size = max(1, TOKENS_PER_BATCH // (width + 8))
        batch, order = order[:size], order[size:]
        drawn = model.generate([encoded[index].ids for index in batch], end, limit)
        texts = tokenizer.decode_batch(drawn)
        answers.update(zip((distinct[index] for index in batch), texts, strict=True))
    return [answers[prompt] for prompt in asked]
