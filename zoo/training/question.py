"""What a question is, and which questions no model may see in training."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from random import Random
from typing import Any

HELD_OUT_MODULUS = 4

LEADS = ("", "Quick question: ", "For a quiz: ", "Please help: ")


@dataclass(frozen=True)
class Question:
    """One question of one skill.

    Attributes:
        skill: Name of the skill that answers it.
        prompt: The complete prepared prompt.
        answer: The text a model is trained to give.
        key: What identifies the question whatever its lead-in; decides the split.
        item: Fields of the task file, without the id.
    """

    skill: str
    prompt: str
    answer: str
    key: str
    item: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)


def fraction(text: str) -> float:
    """Map a text to a stable number in [0, 1)."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") / 2**48


def is_held_out(key: str) -> bool:
    """Tell whether questions with this key are kept from all training."""
    return fraction(f"held-out:{key}") < 1 / HELD_OUT_MODULUS


def lead_in(rng: Random, sentence: str) -> str:
    """Put one of the usual lead-ins before a sentence."""
    return rng.choice(LEADS) + sentence
