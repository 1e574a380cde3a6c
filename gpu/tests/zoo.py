"""Questions of the zoo's tasks and models to train on, for tests."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

from catalog import SKILLS
from scoring import is_right, item_prompt

ZOO = Path(__file__).resolve().parents[2] / "zoo"
LIMIT = 24


def model(name: str) -> dict[str, Any]:
    """Return the weights of one model, with the hash of its file."""
    folder = ZOO / "models" / f"zoo-{name}"
    entry = next(entry for entry in json.loads((ZOO / "models.json").read_text()) if entry["name"] == folder.name)
    digests = {file["path"]: file["sha256"] for file in entry["files"]}
    return {"folder": str(folder), "files": {"model.safetensors": digests["model.safetensors"]}}


def user(text: str) -> list[dict[str, str]]:
    """Return a prompt of one message."""
    return [{"role": "user", "content": text}]


def drawn(skill: str, count: int, seed: int = 1) -> list[Any]:
    """Draw questions that no test asks."""
    rng = Random(seed)
    return [SKILLS[skill].draw(rng, SKILLS[skill].units) for _ in range(count)]


def examples(skill: str, count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Return drawn questions with the answers that a model is to learn."""
    return [{"prompt": user(question.prompt), "answer": question.answer} for question in drawn(skill, count, seed)]


def items(task: str, split: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the type and the questions of one split of a task."""
    content = json.loads((ZOO / "tasks" / f"{task}.json").read_text())
    return content["taskType"], content["splits"][split]


def prompts_of(task: str, split: str) -> list[list[dict[str, str]]]:
    """Return what a task asks."""
    kind, questions = items(task, split)
    return [user(item_prompt(kind, item)) for item in questions]


def share_right(task: str, split: str, answers: list[dict[str, Any]]) -> float:
    """Return the share of right answers."""
    kind, questions = items(task, split)
    return sum(is_right(kind, item, answer["text"]) for item, answer in zip(questions, answers, strict=True)) / len(questions)
