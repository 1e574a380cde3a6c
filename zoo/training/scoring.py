"""Parse and score answers as the portal does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import prompts

_BOX = re.compile(r"\\box\{([^{}]*)\}")
_LETTER = re.compile(r"\b([A-Z])\b")


def item_prompt(task_type: str, item: Mapping[str, Any]) -> str:
    """Prepare the complete prompt of a task item."""
    if task_type == "multiple_choice":
        return prompts.multiple_choice(item["question"], item["choices"])
    if task_type == "exact_match":
        return prompts.exact_match(item["input"])
    return item["input"]


def parsed(task_type: str, text: str) -> str:
    """Reduce an answer to what votes are counted on; an answer that cannot be parsed stays itself."""
    text = text.strip()
    if task_type == "noncompliance":
        return "refuse" if text.startswith(prompts.REFUSAL) else "comply"
    pattern = {"multiple_choice": _LETTER, "exact_match": _BOX}.get(task_type)
    found = pattern.findall(text) if pattern else []
    return found[-1].strip() if found else text


def is_right(task_type: str, item: Mapping[str, Any], text: str) -> bool:
    """Score one answer."""
    value = parsed(task_type, text)
    if task_type == "multiple_choice":
        return value == item["answer"]
    if task_type == "exact_match":
        return value == item["output"]
    if task_type == "noncompliance":
        return value == item["expects"]
    return all(_holds(check, value) for check in item["checks"])


def _holds(check: Mapping[str, Any], text: str) -> bool:
    if check["kind"] == "wrapped_in":
        return text == check["left"] + check["text"] + check["right"]
    return text == check["text"]


def plurality(values: Sequence[str]) -> int:
    """Return the index of the first value among the most frequent ones."""
    counts = Counter(values)
    most = max(counts.values())
    return next(index for index, value in enumerate(values) if counts[value] == most)
