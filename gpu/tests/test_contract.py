"""What the portal and the programs agree on, and what happens with a request that they do not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import zoo
from jsonschema import Draft202012Validator
from polyphony_jobs.contract import CONTRACTS, check_request, schemas

EXAMPLES = sorted((CONTRACTS / "examples").glob("*.json"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_what_the_schemas_say(path: Path) -> None:
    content = json.loads(path.read_text())
    side = {"request": "requests", "result": "results"}[path.stem.rsplit(".", 1)[1]]
    Draft202012Validator(schemas(side)[content["kind"]]).validate(content)


def test_there_is_an_example_of_everything() -> None:
    assert {path.stem for path in EXAMPLES} == {f"{kind}.{side}" for kind in schemas("requests") for side in ("request", "result")}


def test_defaults_are_written_out(sorting: dict[str, Any]) -> None:
    request = check_request(sorting)
    assert request["warmUp"] == 0.1
    assert request["backend"] == "loop"
    grpo = {"kind": "grpo", "questions": [{"prompt": zoo.user("1"), "gold": "1"}], "drawn": 2, "maxTokens": 4}
    assert check_request(sorting | {"objective": grpo})["objective"]["temperature"] == 1


def test_a_bad_request_is_refused_with_words_and_without_a_result(run: Any, sorting: dict[str, Any]) -> None:
    warden = zoo.model("warden")
    bad = {
        "kind of its own": {"kind": "dance"},
        "seed": {name: value for name, value in sorting.items() if name != "seed"},
        "epochs": sorting | {"epochs": 0},
        "no config.json": sorting | {"model": {"folder": "/nowhere"}},
        "another file": sorting | {"model": warden | {"files": {"model.safetensors": "0" * 64}}},
        "longer than 8 tokens": sorting | {"longest": 8},
        "room for 1024": {"kind": "embed", "model": warden, "texts": ["Hi", "letters " * 1200]},
        "prompts[0] needs": {
            "kind": "generate",
            "model": warden,
            "prompts": [zoo.user("Hi")],
            "maxTokens": 1024,
            "seed": 0,
        },
        "no folder of an adapter": {"kind": "export", "model": warden, "adapter": {"folder": warden["folder"]}},
        "add up to 1": {"kind": "merge", "merge": {"kind": "linear", "parents": [{"model": warden, "weight": 0.4}]}},
        "must have": {
            "kind": "graph_router",
            "models": [[1, 0], [0, 1]],
            "asked": [],
            "seed": 0,
            "learned": [{"vector": [1, 2], "scores": [0, 1]}] * 9 + [{"vector": [1], "scores": [0, 1]}],
        },
    }
    for words, request in bad.items():
        done = run(request)
        assert done.code == 64, words
        assert words in done.read("failure.json")["words"]
        assert not (done.folder / "result.json").exists()


def test_a_request_that_is_no_json_is_refused(tmp_path: Path) -> None:
    from polyphony_jobs.run import run_job

    (tmp_path / "request.json").write_text("{")
    assert run_job(tmp_path) == 64
    assert "request.json cannot be read" in json.loads((tmp_path / "failure.json").read_text())["words"]


def test_a_crash_says_why_and_leaves_no_result(run: Any, sorting: dict[str, Any]) -> None:
    done = run(sorting | {"learningRate": 1e30})
    assert done.code == 1
    assert "Try a lower learning rate" in done.read("failure.json")["words"]
    assert not (done.folder / "result.json").exists()


def test_examples_that_are_too_long_are_left_out_and_counted(run: Any, sorting: dict[str, Any]) -> None:
    long = {"prompt": zoo.user("letters " * 300), "answer": "no"}
    examples = [*sorting["objective"]["examples"][:20], long]
    done = run(sorting | {"objective": {"kind": "sft", "examples": examples}, "longest": 128, "epochs": 1})
    assert done.output["examples"] == 20
    assert done.output["leftOut"] == [20]


def test_progress_has_a_line_for_what_was_done(run: Any, sorting: dict[str, Any]) -> None:
    done = run(sorting | {"epochs": 0.2})
    lines = [json.loads(line) for line in (done.folder / "progress.jsonl").read_text().splitlines()]
    for line in lines:
        Draft202012Validator(schemas("progress")).validate(line)
    assert lines[-1] == {"done": 3, "total": 3, "what": "steps"}
