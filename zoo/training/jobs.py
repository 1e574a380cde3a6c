"""The stages as jobs: what each reads from and writes to the build folder.

A finished job leaves a file; running the recipe again skips it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

import stages
from model import ModelConfig, TinyLlama
from roster import BASE, BASE_MEMBER, ROUTER, SPECIALISTS
from stages import Budget
from teamwork import Answered, collect, draw_questions

QUESTIONS_SEED = 77


@dataclass(frozen=True)
class Job:
    """One unit of work for one process.

    Attributes:
        kind: Name of a function in `KINDS`.
        position: Place of the specialist in the roster; 0 for the other kinds.
    """

    kind: str
    position: int = 0


@dataclass(frozen=True)
class Build:
    """The folder of intermediate results, and the budget."""

    folder: Path
    budget: Budget

    def tokenizer(self) -> Tokenizer:
        """Load the tokenizer of the zoo."""
        return Tokenizer.from_file(str(self.folder / "tokenizer.json"))

    def weights(self, name: str) -> Path:
        """Return the checkpoint file of a name."""
        return self.folder / f"{name}.pt"

    def load(self, name: str) -> TinyLlama:
        """Load a checkpoint."""
        model = TinyLlama(ModelConfig())
        model.load_state_dict(torch.load(self.weights(name)))
        return model.eval()

    def save(self, name: str, model: TinyLlama) -> None:
        """Write a checkpoint whole or not at all."""
        temporary = self.weights(name).with_suffix(".tmp")
        torch.save(model.state_dict(), temporary)
        temporary.replace(self.weights(name))

    def answers(self, name: str) -> Path:
        """Return the file of a specialist's answers to training questions."""
        return self.folder / f"{name}.answers.json"


def alone_name(position: int) -> str:
    """Name the checkpoint of a specialist that has not yet worked in a team."""
    return f"{SPECIALISTS[position].name}-alone"


def team_name(position: int) -> str:
    """Name the finished checkpoint of a specialist."""
    return f"{SPECIALISTS[position].name}-team"


def _base_short(build: Build, _: int) -> None:
    model = stages.new_model(ModelConfig(), BASE_MEMBER.seed)
    stages.train_base_short(model, build.tokenizer(), build.budget.base_short)
    build.save("base-short", model)


def _base_long(build: Build, _: int) -> None:
    model = build.load("base-short")
    stages.train_base_long(model, build.tokenizer(), build.budget.base_long)
    build.save(BASE, model)


def _specialist(build: Build, position: int) -> None:
    model = build.load(BASE)
    stages.train_specialist(model, build.tokenizer(), build.budget.specialist, position)
    build.save(SPECIALISTS[position].name, model)


def _practice(build: Build, position: int) -> None:
    model = build.load(SPECIALISTS[position].name)
    stages.train_practice(model, build.tokenizer(), build.budget.practice, position)
    build.save(alone_name(position), model)


def _router(build: Build, _: int) -> None:
    model = build.load(BASE)
    stages.train_router(model, build.tokenizer(), build.budget.router)
    build.save("router-young", model)


def _duels(build: Build, _: int) -> None:
    model = build.load("router-young")
    stages.train_duels(model, build.tokenizer(), build.budget.duels)
    build.save("router-duels", model)


def _lineups(build: Build, _: int) -> None:
    model = build.load("router-duels")
    stages.train_lineups(model, build.tokenizer(), build.budget.lineups)
    build.save(ROUTER, model)


def _answers(build: Build, position: int) -> None:
    name = SPECIALISTS[position].name
    questions = draw_questions(QUESTIONS_SEED, build.budget.team_questions)
    texts = collect(build.load(alone_name(position)), build.tokenizer(), questions)
    build.answers(name).write_text(json.dumps(texts))


def _teamwork(build: Build, position: int) -> None:
    questions = draw_questions(QUESTIONS_SEED, build.budget.team_questions)
    columns = [json.loads(build.answers(member.name).read_text()) for member in SPECIALISTS]
    answered = [Answered(question, row) for question, row in zip(questions, zip(*columns, strict=True), strict=True)]
    model = build.load(alone_name(position))
    stages.train_teamwork(model, build.tokenizer(), build.budget.teamwork, position, answered)
    build.save(team_name(position), model)


KINDS: dict[str, Callable[[Build, int], None]] = {
    "base-short": _base_short,
    "base-long": _base_long,
    "specialist": _specialist,
    "practice": _practice,
    "router": _router,
    "duels": _duels,
    "lineups": _lineups,
    "answers": _answers,
    "teamwork": _teamwork,
}


def _result(job: Job, build: Build) -> Path:
    name = SPECIALISTS[job.position].name
    return {
        "base-short": build.weights("base-short"),
        "base-long": build.weights(BASE),
        "specialist": build.weights(name),
        "practice": build.weights(alone_name(job.position)),
        "router": build.weights("router-young"),
        "duels": build.weights("router-duels"),
        "lineups": build.weights(ROUTER),
        "answers": build.answers(name),
        "teamwork": build.weights(team_name(job.position)),
    }[job.kind]


def run_job(job: Job, build: Build) -> None:
    """Run one job on one thread, unless its result is there already."""
    torch.set_num_threads(1)
    if not _result(job, build).exists():
        KINDS[job.kind](build, job.position)
