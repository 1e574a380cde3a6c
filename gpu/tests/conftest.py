"""Run jobs in this process, which is warm after the first, exactly as the warm process of the portal does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zoo
from polyphony_jobs.run import run_job

Run = Callable[..., "Done"]


class Done:
    """A job that has ended."""

    def __init__(self, folder: Path, code: int) -> None:
        self.folder, self.code = folder, code

    def read(self, name: str) -> dict[str, Any]:
        """Return one of the files that the job left."""
        return json.loads((self.folder / name).read_text())

    @property
    def result(self) -> dict[str, Any]:
        """Return what the job says of itself."""
        assert self.code == 0, (self.folder / "failure.json").read_text()
        return self.read("result.json")

    @property
    def output(self) -> dict[str, Any]:
        """Return what came out."""
        return self.result["output"]

    @property
    def weights(self) -> dict[str, Any]:
        """Return the weights that it made."""
        assert self.code == 0, (self.folder / "failure.json").read_text()
        return {"folder": str(self.folder / "out")}

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the weights."""
        return next(file["sha256"] for file in self.result["files"] if file["path"] == "model.safetensors")


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run a request in a new folder, or once more in a given one."""

    def run_request(request: dict[str, Any], folder: Path | None = None) -> Done:
        folder = folder or tmp_path_factory.mktemp(request.get("kind", "job"))
        (folder / "request.json").write_text(json.dumps(request))
        return Done(folder, run_job(folder))

    return run_request


@pytest.fixture(scope="session")
def accuracy(run: Run) -> Callable[[dict[str, Any], str, str], float]:
    """Measure a model on one split of a task."""

    def measure(weights: dict[str, Any], task: str, split: str = "test") -> float:
        request = {
            "kind": "generate",
            "model": weights,
            "prompts": zoo.prompts_of(task, split),
            "maxTokens": zoo.LIMIT,
            "seed": 0,
            "batchSize": 80,
        }
        return zoo.share_right(task, split, run(request).output["answers"])

    return measure


@pytest.fixture(scope="session")
def sorting() -> dict[str, Any]:
    """Return a request that teaches a model without it to sort."""
    return {
        "kind": "train",
        "model": zoo.model("warden"),
        "objective": {"kind": "sft", "examples": zoo.examples("sorting", 200)},
        "adapter": None,
        "epochs": 2,
        "batchSize": 16,
        "learningRate": 1e-3,
        "seed": 1,
    }
