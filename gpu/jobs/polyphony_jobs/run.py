"""Run one job: `python -m polyphony_jobs.run FOLDER`. Exit codes: 0 done, 64 bad request, 75 stopped (run again), 1 crash."""

from __future__ import annotations

import hashlib
import importlib
import json
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from . import machine
from .contract import BadRequest, check_result
from .job import Job, Stopped

DONE, CRASH, BAD_REQUEST, STOPPED = 0, 1, 64, 75


class Outcome(NamedTuple):
    """What a program returns; its files lie in `out/` then."""

    output: dict[str, Any]
    backend: str = "python"
    numbers: str = "float32"


Program = Callable[[Job, dict[str, Any]], Outcome]


def run_job(folder: Path) -> int:
    """Run the job of a folder, and return the exit code."""
    job = Job(folder)
    for number in (signal.SIGTERM, signal.SIGUSR1):
        signal.signal(number, lambda *_: job.stop())
    try:
        _run(job)
    except BadRequest as error:
        job.write("failure.json", {"reason": "bad_request", "words": str(error)})
        return BAD_REQUEST
    except Stopped:
        return STOPPED
    except Exception as error:
        traceback.print_exc()
        job.write("failure.json", {"reason": "crash", "words": f"{type(error).__name__}: {error}"[:2000]})
        return CRASH
    finally:
        for number in (signal.SIGTERM, signal.SIGUSR1):
            signal.signal(number, signal.SIG_DFL)
    return DONE


def _run(job: Job) -> None:
    started, cpu_started = time.monotonic(), time.process_time()
    try:
        request = job.read_request()
    except (OSError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise BadRequest(f"request.json cannot be read: {error}") from error
    job.clear()
    resumed = job.count_resumed(machine.program_digest())
    machine.set_seed(request.get("seed", 0))
    program: Program = importlib.import_module(f".{request['kind']}", __package__).run
    outcome = program(job, request)
    files = [path for path in sorted(job.out.rglob("*")) if path.is_file()]
    result = {
        "kind": request["kind"],
        "backend": outcome.backend,
        "program": machine.program_digest(),
        "versions": machine.versions(),
        "machine": machine.describe(outcome.numbers),
        "seconds": time.monotonic() - started,
        "cpuSeconds": time.process_time() - cpu_started,
        "peakMemory": machine.peak_memory(),
        "resumed": resumed,
        "files": [_describe(path, job.out) for path in files],
        "output": outcome.output,
    }
    check_result(result)
    job.write("result.json", result)
    shutil.rmtree(job.checkpoint, ignore_errors=True)


def _describe(path: Path, folder: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": digest}


def main() -> None:
    """Run the job that the command line names."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m polyphony_jobs.run FOLDER")
    sys.exit(run_job(Path(sys.argv[1])))


machine.prepare()
if __name__ == "__main__":
    main()
