"""Trainings on the zoo's models: they learn, and the same recipe gives the same bytes."""

from __future__ import annotations

import json
import os
import signal
import threading
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import zoo
from polyphony_jobs import loop

LORA = {"adapter": {"rank": 64, "alpha": 64}, "learningRate": 5e-3}


@pytest.fixture(scope="session")
def sorted_warden(run: Any, sorting: dict[str, Any]) -> Any:
    """A warden that learned to sort."""
    return run(sorting)


def test_a_model_learns_a_skill_that_it_lacks(sorted_warden: Any, accuracy: Any) -> None:
    assert accuracy(zoo.model("warden"), "sorting") == 0.475
    assert accuracy(sorted_warden.weights, "sorting") >= 0.70
    assert accuracy(sorted_warden.weights, "cipher") >= 0.80


def test_the_same_recipe_gives_the_same_bytes(run: Any, sorting: dict[str, Any], sorted_warden: Any) -> None:
    assert run(sorting).digest == sorted_warden.digest
    assert run(sorting | {"seed": 2}).digest != sorted_warden.digest


@pytest.mark.parametrize(("stop_at", "number"), [(0, signal.SIGTERM), (13, signal.SIGUSR1)])
def test_a_stopped_training_goes_on_to_the_same_bytes(
    run: Any, sorting: dict[str, Any], sorted_warden: Any, stop_at: int, number: int, monkeypatch: Any, tmp_path: Path
) -> None:
    take = loop.Training._step

    def stopping(self: Any, step: int, places: Any) -> None:
        take(self, step, places)
        if step == stop_at:
            os.kill(os.getpid(), number)

    with monkeypatch.context() as patched:
        patched.setattr(loop.Training, "_step", stopping)
        stopped = run(sorting, tmp_path)
    assert stopped.code == 75
    assert not (tmp_path / "result.json").exists()
    resumed = run(sorting, tmp_path)
    assert resumed.digest == sorted_warden.digest
    assert resumed.result["resumed"] == 1
    assert resumed.output == sorted_warden.output
    assert not (tmp_path / "checkpoint").exists()


def test_an_adapter_learns_and_answers_the_same_when_it_is_folded(run: Any, sorting: dict[str, Any], accuracy: Any) -> None:
    trained = run(sorting | LORA | {"keepAdapter": True, "output": "F32"})
    assert accuracy(trained.weights, "sorting") >= 0.65
    adapter = {"folder": str(trained.folder / "out" / "adapter")}
    exported = run({"kind": "export", "model": zoo.model("warden"), "adapter": adapter, "output": "F32"})
    assert exported.digest == trained.digest
    from peft import PeftModel
    from polyphony_jobs import models
    from polyphony_jobs.answering import Drawing, answer_all
    from polyphony_jobs.chat import encode_prompt

    tokenizer = models.load_tokenizer(Path(zoo.model("warden")["folder"]))
    beside = PeftModel.from_pretrained(models.load_network(zoo.model("warden")), adapter["folder"])
    asked = [encode_prompt(tokenizer, prompt) for prompt in zoo.prompts_of("sorting", "test")]
    drawing = Drawing(zoo.LIMIT)
    unfolded = answer_all(beside, tokenizer, asked, drawing, 80, lambda *_: None)
    folded = answer_all(models.load_network(trained.weights), tokenizer, asked, drawing, 80, lambda *_: None)
    assert [answer["text"] for answer in unfolded] == [answer["text"] for answer in folded]


@pytest.mark.parametrize("adapter", [None, {"rank": 16, "alpha": 16}])
def test_preferences_move_the_margin(run: Any, adapter: Any) -> None:
    pairs = [
        {"prompt": zoo.user(question.prompt), "chosen": question.answer, "rejected": other.answer}
        for question, other in zip(zoo.drawn("sorting", 96), zoo.drawn("sorting", 96, 2), strict=True)
        if question.answer != other.answer
    ]
    request = {
        "kind": "train",
        "model": zoo.model("warden"),
        "objective": {"kind": "dpo", "pairs": pairs, "beta": 0.1},
        "adapter": adapter,
        "epochs": 2,
        "batchSize": 16,
        "learningRate": 3e-4 if adapter is None else 3e-3,
        "seed": 1,
    }
    done = run(request)
    margins = done.output["rewards"]
    assert abs(margins[0]) < 1e-3
    assert mean(margins[-3:]) > 0.2
    assert done.output["losses"][0] == pytest.approx(0.6931, abs=1e-3)
    assert run(request).digest == done.digest


def test_rewarded_answers_are_given_more_often(run: Any, accuracy: Any) -> None:
    questions = [{"prompt": zoo.user(question.prompt), "gold": question.answer} for question in zoo.drawn("sorting", 64)]
    request = {
        "kind": "train",
        "model": zoo.model("warden"),
        "objective": {"kind": "grpo", "questions": questions, "drawn": 8, "maxTokens": 12},
        "adapter": None,
        "epochs": 3,
        "batchSize": 16,
        "learningRate": 6e-4,
        "seed": 1,
    }
    done = run(request)
    rewards = done.output["rewards"]
    # The same 64 questions in the first epoch and in the last.
    assert mean(rewards[-4:]) > mean(rewards[:4]) + 0.10
    assert accuracy(done.weights, "sorting") > 0.5


def test_a_student_is_as_good_as_its_teacher_at_the_teachers_skills(run: Any, accuracy: Any) -> None:
    asked = [row["prompt"] for skill in ("dangers", "privacy") for row in zoo.examples(skill, 300)]
    student = run(
        {
            "kind": "distill",
            "teacher": zoo.model("warden"),
            "student": zoo.model("typesetter"),
            "prompts": asked,
            "maxTokens": 24,
            "adapter": None,
            "epochs": 2,
            "batchSize": 16,
            "learningRate": 5e-4,
            "seed": 1,
        }
    )
    assert len(student.output["answers"]) == 600
    before, after, teacher = (
        mean(accuracy(weights, task) for task in ("dangers", "privacy"))
        for weights in (zoo.model("typesetter"), student.weights, zoo.model("warden"))
    )
    assert before <= teacher - 0.10
    assert after >= teacher - 0.03


def test_a_kill_at_any_moment_leaves_no_half_result(run: Any, sorting: dict[str, Any], tmp_path: Path, sorted_warden: Any) -> None:
    timer = threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGTERM))
    timer.start()
    first = run(sorting | {"epochs": 8}, tmp_path)
    timer.cancel()
    assert first.code in (0, 75)
    assert (tmp_path / "result.json").exists() == (first.code == 0)
    assert run(sorting, sorted_warden.folder).digest == sorted_warden.digest


@pytest.fixture
def small(sorting: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return a short training of every kind."""
    questions = zoo.drawn("sorting", 24)
    kinds = {
        "sft": {"kind": "sft", "examples": zoo.examples("sorting", 24)},
        "dpo": {
            "kind": "dpo",
            "beta": 0.1,
            "pairs": [{"prompt": zoo.user(one.prompt), "chosen": one.answer, "rejected": "no"} for one in questions],
        },
        "grpo": {
            "kind": "grpo",
            "drawn": 4,
            "maxTokens": 12,
            "questions": [{"prompt": zoo.user(one.prompt), "gold": one.answer} for one in questions],
        },
    }
    short = sorting | {"batchSize": 6, "epochs": 1.5}
    trainings = {
        f"{name}, {shape}": short | {"objective": objective, "adapter": adapter}
        for name, objective in kinds.items()
        for shape, adapter in (("full", None), ("adapter", {"rank": 4, "alpha": 4}))
    }
    recipe = {name: value for name, value in short.items() if name not in ("kind", "model", "objective")}
    distill = {"kind": "distill", "teacher": zoo.model("typesetter"), "student": zoo.model("warden"), "maxTokens": 12}
    return trainings | {"distil": recipe | distill | {"prompts": [zoo.user(one.prompt) for one in questions]}}


def test_every_kind_goes_on_after_a_kill_to_the_same_bytes(run: Any, small: Any, monkeypatch: Any, tmp_path: Path) -> None:
    take = loop.Training._step

    def killed(self: Any, step: int, places: Any) -> None:
        if step == 3:
            raise SystemExit(137)
        take(self, step, places)

    for name, request in small.items():
        folder = tmp_path / name
        folder.mkdir()
        with monkeypatch.context() as patched:
            patched.setattr(loop, "CHECKPOINT_SECONDS", 0)
            patched.setattr(loop.Training, "_step", killed)
            with pytest.raises(SystemExit):
                run(request, folder)
        assert (folder / "checkpoint" / "training.pt").exists()
        resumed = run(request, folder)
        progress = (folder / "progress.jsonl").read_text().splitlines()
        assert [json.loads(line)["done"] for line in progress if '"steps"' in line][-1] == 6, name
        assert resumed.result["resumed"] == 1, name
        assert resumed.digest == run(request).digest, name


def test_a_checkpoint_of_another_request_is_not_used(run: Any, small: Any, monkeypatch: Any, tmp_path: Path) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(loop.Training, "_step", lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        assert run(small["sft, full"], tmp_path).code == 75
    other = small["sft, full"] | {"seed": 9}
    done = run(other, tmp_path)
    assert done.digest == run(other).digest
    assert done.result["resumed"] == 0


def test_weights_that_do_not_fit_the_numbers_are_not_written(run: Any) -> None:
    parents = [{"model": zoo.model("warden"), "weight": 1e6}]
    done = run({"kind": "merge", "merge": {"kind": "particle", "parents": parents}})
    assert done.code == 1
    assert "Write BF16 or F32" in done.read("failure.json")["words"]
    assert run({"kind": "merge", "merge": {"kind": "particle", "parents": parents}, "output": "F32"}).code == 0
