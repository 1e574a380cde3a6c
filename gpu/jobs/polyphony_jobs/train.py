"""Train a model: supervised, by preferences, or by rewarded answers; all weights, or adapters that are folded in."""

from __future__ import annotations

from typing import Any

from .job import Job
from .run import Outcome


def run(job: Job, request: dict[str, Any]) -> Outcome:
    """Train with the loop of ours or with TRL, as the request says."""
    if request["backend"] == "trl":
        from .trl_backend import learn
    else:
        from .loop import learn
    learned = learn(job, request, request["model"], request["objective"])
    return Outcome(learned, request["backend"])
