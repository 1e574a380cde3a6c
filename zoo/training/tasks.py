"""Write the task files: held-out questions in three splits that share no question."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from random import Random

from catalog import SKILLS, TASKS, Task
from question import Question, fraction

SIZES = {"heldOut": 40, "dev": 40, "test": 80}
DRAWS = 6000


def split_of(key: str) -> str:
    """Assign a held-out key to one split."""
    place = fraction(f"split:{key}")
    if place < 0.25:
        return "heldOut"
    return "dev" if place < 0.5 else "test"


def _questions(skill: str) -> dict[str, dict[str, list[Question]]]:
    """Draw held-out questions by split and key."""
    rng = Random(f"tasks/{skill}")
    found: dict[str, dict[str, list[Question]]] = {split: defaultdict(list) for split in SIZES}
    seen: set[str] = set()
    for _ in range(DRAWS):
        question = SKILLS[skill].draw(rng, SKILLS[skill].units, held_out=True)
        if question.prompt not in seen:
            seen.add(question.prompt)
            found[split_of(question.key)][question.key].append(question)
    return found


def _pick(by_key: dict[str, list[Question]], size: int) -> list[Question]:
    """Take questions key by key, so that one key repeats as late as possible."""
    rounds: list[Question] = []
    for turn in range(max(map(len, by_key.values()))):
        rounds += [questions[turn] for questions in by_key.values() if turn < len(questions)]
    if len(rounds) < size:
        raise ValueError(f"only {len(rounds)} of {size} questions")
    return rounds[:size]


def build_task(task: Task) -> dict[str, object]:
    """Build the content of one task file."""
    splits: dict[str, list[dict[str, object]]] = {split: [] for split in SIZES}
    for skill in task.skills:
        found = _questions(skill)
        for split, size in SIZES.items():
            for question in _pick(found[split], size // len(task.skills)):
                number = len(splits[split]) + 1
                splits[split].append({"id": f"{task.name}-{split.lower()}-{number:03}", **question.item})
    return {
        "name": task.name,
        "title": task.title,
        "domain": task.domain,
        "taskType": task.task_type,
        "description": task.description,
        "license": "Apache-2.0",
        "source": "self-made",
        "splits": splits,
    }


def write_tasks(folder: Path) -> None:
    """Write one JSON file per task."""
    folder.mkdir(parents=True, exist_ok=True)
    for task in TASKS:
        text = json.dumps(build_task(task), indent=1, ensure_ascii=False)
        (folder / f"{task.name}.json").write_text(text + "\n")
