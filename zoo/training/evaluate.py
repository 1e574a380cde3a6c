"""Measure the zoo: accuracy matrix, and collaboration in nested pools of 2, 4 and 8 models.

Run `python zoo/training/evaluate.py` to measure the exported models and write `zoo/results.json`.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from pathlib import Path

import torch

import collaborate
from collaborate import Answers, Asked, Pool
from export import load_exported
from model import TinyLlama
from roster import BASE, BASE_MEMBER, ROUTER, ROUTER_MEMBER, SPECIALISTS

ZOO = Path(__file__).resolve().parent.parent
POOL_SIZES = (2, 4, 8)
REFINE_ROUNDS = 2


def load_questions(folder: Path, split: str) -> list[Asked]:
    """Read one split of all tasks."""
    tasks = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
    return [Asked(task["name"], task["taskType"], item) for task in tasks for item in task["splits"][split]]


def standard_error(values: Sequence[float], asked: Sequence[Asked]) -> float:
    """Return the standard error of a mean over questions, where those that differ in their lead-in only count as one.

    Clustered as in Miller, "Adding Error Bars to Evals" (arXiv 2411.00640).
    """
    mean = sum(values) / len(values)
    residuals: dict[str, float] = {}
    for value, question in zip(values, asked, strict=True):
        residuals[question.bare_prompt] = residuals.get(question.bare_prompt, 0.0) + value - mean
    clusters = len(residuals)
    return math.sqrt(sum(residual**2 for residual in residuals.values()) * clusters / (clusters - 1)) / len(values)


def measured(right: Sequence[bool], asked: Sequence[Asked]) -> dict[str, float]:
    """Return accuracy, its standard error, and n."""
    return {
        "accuracy": round(sum(right) / len(right), 4),
        "standardError": round(standard_error(right, asked), 4),
        "n": len(right),
    }


def difference(first: Sequence[bool], second: Sequence[bool], asked: Sequence[Asked]) -> dict[str, float]:
    """Return the paired difference of two methods on the same questions."""
    deltas = [int(a) - int(b) for a, b in zip(first, second, strict=True)]
    return {
        "difference": round(sum(deltas) / len(deltas), 4),
        "standardError": round(standard_error(deltas, asked), 4),
        "n": len(deltas),
    }


def scores(asked: Sequence[Asked], texts: Sequence[str]) -> list[bool]:
    """Score one answer per question."""
    return [question.is_right(text) for question, text in zip(asked, texts, strict=True)]


def accuracy_by_task(asked: Sequence[Asked], right: Sequence[bool]) -> dict[str, float]:
    """Return the accuracy on every task."""
    by_task: dict[str, list[bool]] = {}
    for question, value in zip(asked, right, strict=True):
        by_task.setdefault(question.task, []).append(value)
    return {task: round(sum(values) / len(values), 4) for task, values in by_task.items()}


def evaluate_pool(
    pool: Pool, router: TinyLlama, asked: Sequence[Asked], answers: Answers, dev: Sequence[dict[str, float]]
) -> dict[str, object]:
    """Run every method on one pool; `dev` is each model's accuracy per task on the dev split."""
    size = len(pool.models)
    right = [scores(asked, texts) for texts in answers]
    best = max(range(size), key=lambda index: sum(dev[index].values()))
    by_task = {task: max(range(size), key=lambda index: dev[index][task]) for task in dev[0]}

    def chosen(models: Sequence[int]) -> list[bool]:
        return [right[model][number] for number, model in enumerate(models)]

    once = collaborate.route_once(pool, router, asked)
    tournament = collaborate.route_tournament(pool, router, asked)
    voted = scores(asked, collaborate.vote(asked, answers))
    rounds = [answers]
    for _ in range(REFINE_ROUNDS):
        rounds.append(collaborate.refine_round(pool, asked, rounds[-1]))
    refined = scores(asked, collaborate.summarise(pool, best, asked, rounds[-1]))
    outcome = {
        "bestSingle": right[best],
        "oracle": chosen([by_task[question.task] for question in asked]),
        "anyRight": [any(column) for column in zip(*right, strict=True)],
        "vote": voted,
        "routedTournament": chosen(tournament),
        "routedOnePrompt": chosen(once),
        "refinedThenVote": scores(asked, collaborate.vote(asked, rounds[-1])),
        "refinedThenSummary": refined,
    }
    return {
        "bestSingleName": SPECIALISTS[best].name,
        "meanSingle": round(sum(map(sum, right)) / size / len(asked), 4),
        "methods": {name: measured(values, asked) for name, values in outcome.items()},
        "byTask": {name: accuracy_by_task(asked, values) for name, values in outcome.items()},
        "pairedDifferences": {
            "vote - bestSingle": difference(voted, right[best], asked),
            "routedTournament - bestSingle": difference(outcome["routedTournament"], right[best], asked),
            "refinedThenSummary - vote": difference(refined, voted, asked),
        },
        "refineRounds": [
            round(sum(sum(scores(asked, texts)) for texts in answered) / size / len(asked), 4) for answered in rounds
        ],
    }


def evaluate(models: Path, tasks: Path) -> dict[str, object]:
    """Measure all models and all nested pools on the test split."""
    asked, dev_asked = load_questions(tasks, "test"), load_questions(tasks, "dev")
    loaded = {name: load_exported(models / name) for name in [*(m.name for m in SPECIALISTS), BASE, ROUTER]}
    tokenizer = loaded[BASE].tokenizer
    pool = Pool([loaded[m.name].model for m in SPECIALISTS], [m.description for m in SPECIALISTS], tokenizer)
    answers = collaborate.answer_alone(pool, asked)
    dev_answers = collaborate.answer_alone(pool, dev_asked)
    dev = [accuracy_by_task(dev_asked, scores(dev_asked, texts)) for texts in dev_answers]
    matrix = {}
    others = Pool([loaded[BASE].model, loaded[ROUTER].model], ["", ""], tokenizer)
    names = [member.name for member in SPECIALISTS] + [BASE, ROUTER]
    for name, texts in zip(names, answers + collaborate.answer_alone(others, asked), strict=True):
        right = scores(asked, texts)
        matrix[name] = {"overall": measured(right, asked), "tasks": accuracy_by_task(asked, right)}
    return {
        "split": "test",
        "seeds": {member.name: member.seed for member in (*SPECIALISTS, BASE_MEMBER, ROUTER_MEMBER)},
        "torch": torch.__version__,
        "questionsPerTask": len(asked) // len(dev[0]),
        "matrix": matrix,
        "pools": {
            str(size): evaluate_pool(pool.first(size), loaded[ROUTER].model, asked, answers[:size], dev[:size])
            for size in POOL_SIZES
        },
    }


def main() -> None:
    """Measure the exported zoo."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, default=ZOO / "models")
    parser.add_argument("--out", type=Path, default=ZOO / "results.json")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    results = evaluate(arguments.models, ZOO / "tasks")
    arguments.out.write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
