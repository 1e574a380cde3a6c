"""The warm process: jobs one after the other, what libraries print kept apart, and an end on a stop."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import zoo
from polyphony_jobs.contract import CONTRACTS

PROGRAMS = CONTRACTS.parent / "jobs"


def start() -> subprocess.Popen[str]:
    """Start a warm process."""
    return subprocess.Popen(
        [sys.executable, "-m", "polyphony_jobs.serve"],
        cwd=PROGRAMS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def ask(process: subprocess.Popen[str], folder: Path, request: dict[str, Any]) -> None:
    """Hand a job over."""
    folder.mkdir()
    (folder / "request.json").write_text(json.dumps(request))
    assert process.stdin
    process.stdin.write(json.dumps({"folder": str(folder)}) + "\n")
    process.stdin.flush()


def test_one_process_runs_jobs_one_after_the_other_and_leaves_a_checkpoint_when_it_is_stopped(
    tmp_path: Path, sorting: dict[str, Any]
) -> None:
    process = start()
    assert process.stdout
    ask(process, tmp_path / "bad", {"kind": "dance"})
    assert json.loads(process.stdout.readline()) == {"folder": str(tmp_path / "bad"), "code": 64}
    ask(process, tmp_path / "good", {"kind": "embed", "model": zoo.model("base"), "texts": ["Hi"]})
    assert json.loads(process.stdout.readline()) == {"folder": str(tmp_path / "good"), "code": 0}
    assert (tmp_path / "good" / "result.json").exists()
    long = tmp_path / "long"
    ask(process, long, sorting | {"epochs": 1000})
    while not (long / "progress.jsonl").exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 75
    assert (long / "checkpoint" / "training.pt").exists()
    assert not (long / "result.json").exists()


def test_the_end_of_the_input_ends_the_process() -> None:
    process = start()
    process.communicate("", timeout=60)
    assert process.returncode == 0
