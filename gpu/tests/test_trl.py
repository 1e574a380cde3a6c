"""The same recipe through TRL: it learns what the plain loop learns, stops and goes on, and gives the same bytes twice."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from statistics import mean
from typing import Any

import zoo
from polyphony_jobs.job import Job


def test_trl_learns_what_the_loop_learns_and_goes_on_after_a_stop(
    run: Any, sorting: dict[str, Any], accuracy: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    trl = sorting | {"backend": "trl"}
    whole, loop = run(trl), run(sorting)
    assert whole.result["backend"] == "trl"
    assert accuracy(whole.weights, "sorting") >= 0.70
    assert abs(whole.output["losses"][0] - loop.output["losses"][0]) < 0.5
    assert whole.output["tokens"] == loop.output["tokens"]
    report = Job.progress

    def stopping(self: Job, done: int, total: int, what: str) -> None:
        report(self, done, total, what)
        if (what, done) == ("steps", 11):
            os.kill(os.getpid(), signal.SIGUSR1)

    with monkeypatch.context() as patched:
        patched.setattr(Job, "progress", stopping)
        assert run(trl, tmp_path).code == 75
    resumed = run(trl, tmp_path)
    assert resumed.digest == whole.digest
    assert resumed.output["losses"] == whole.output["losses"]


def test_trl_moves_margins_with_adapters(run: Any, sorting: dict[str, Any]) -> None:
    pairs = [
        {"prompt": zoo.user(question.prompt), "chosen": question.answer, "rejected": other.answer}
        for question, other in zip(zoo.drawn("sorting", 64), zoo.drawn("sorting", 64, 2), strict=True)
        if question.answer != other.answer
    ]
    request = sorting | {
        "objective": {"kind": "dpo", "pairs": pairs, "beta": 0.1},
        "backend": "trl",
        "adapter": {"rank": 16, "alpha": 16},
        "learningRate": 3e-3,
    }
    margins = run(request).output["rewards"]
    assert abs(margins[0]) < 1e-3
    assert mean(margins[-2:]) > 0.1


def test_trl_draws_and_rewards(run: Any, sorting: dict[str, Any]) -> None:
    questions = [{"prompt": zoo.user(question.prompt), "gold": question.answer} for question in zoo.drawn("sorting", 16)]
    objective = {"kind": "grpo", "questions": questions, "drawn": 4, "maxTokens": 12}
    done = run(sorting | {"objective": objective, "backend": "trl", "batchSize": 4, "epochs": 1, "learningRate": 1e-4})
    assert done.output["steps"] == 4
    assert 0 < mean(done.output["rewards"]) <= 1
