"""The folder of one job: what it is asked, how far it is, what it leaves."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

from .contract import check_request


class Stopped(Exception):
    """The job was asked to stop and can be run again from where it is."""


class Job:
    """A folder with `request.json`; programs write everything else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "out"
        self.checkpoint = folder / "checkpoint"
        self._stop_asked = False
        self._at_work_between_steps = False

    def read_request(self) -> dict[str, Any]:
        """Return the request with its defaults. Raise BadRequest where it is not what the contract says."""
        return check_request(json.loads((self.folder / "request.json").read_text(encoding="utf-8")))

    def clear(self) -> None:
        """Remove what an attempt before this one left unfinished; its checkpoint stays."""
        shutil.rmtree(self.out, ignore_errors=True)
        for name in ("result.json", "failure.json"):
            (self.folder / name).unlink(missing_ok=True)
        self.out.mkdir(parents=True)
        self.checkpoint.mkdir(exist_ok=True)

    def progress(self, done: int, total: int, what: str) -> None:
        """Add a line to `progress.jsonl`."""
        with (self.folder / "progress.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"done": done, "total": total, "what": what}) + "\n")

    def write(self, name: str, content: Any) -> None:
        """Write a JSON file whole."""
        write_whole(self.folder / name, json.dumps(content, ensure_ascii=False, allow_nan=False).encode())

    def stop(self) -> None:
        """Stop at the next step, or at once where there are no steps."""
        self._stop_asked = True
        if not self._at_work_between_steps:
            raise Stopped

    def steps_begin(self) -> None:
        """From here on the program looks itself whether it must stop."""
        self._at_work_between_steps = True

    def steps_end(self) -> None:
        """No steps any more: a stop is at once again."""
        self._at_work_between_steps = False
        if self._stop_asked:
            raise Stopped

    @property
    def must_stop(self) -> bool:
        """Whether somebody asked for a stop."""
        return self._stop_asked

    def count_resumed(self, program: str) -> int:
        """Return how many attempts came before this one. A checkpoint of another request or of other programs is dropped."""
        stamp = hashlib.sha256((self.folder / "request.json").read_bytes() + program.encode()).hexdigest()
        made_for = self.checkpoint / "made-for"
        if made_for.exists() and made_for.read_text() != stamp:
            shutil.rmtree(self.checkpoint)
            self.checkpoint.mkdir()
        write_whole(made_for, stamp.encode())
        file = self.checkpoint / "attempts"
        before = int(file.read_text()) if file.exists() else 0
        write_whole(file, str(before + 1).encode())
        return before


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name, make sure that it is on the disk, and give it its name."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
