"""The stages as jobs: what each reads from and writes to the build folder.

A finished job leaves a file; running the recipe again skips it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

import stages
from model import ModelConfig, TinyLlama
from question import Question
from roster import BASE, BASE_MEMBER, ROUTER, SPECIALISTS
from stages import Budget
from teamwork import Answered, collect, draw_questions, reread

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
        """Return the file of a checkpoint's answers to training questions."""
        return self.folder / f"{name}.answers.json"

    def team_answers(self, name_of: Callable[[int], str], questions: Sequence[Question]) -> list[Answered]:
        """Read what all specialists answered; `name_of` names the checkpoint, or the round, of a position."""
        columns = [json.loads(self.answers(name_of(position)).read_text()) for position in range(len(SPECIALISTS))]
        return [Answered(question, row) for question, row in zip(questions, zip(*columns, strict=True), strict=True)]


def alone_name(position: int) -> str:
    """Name the checkpoint of a specialist that has not yet worked in a team."""
    return f"{SPECIALISTS[position].name}-alone"


def team_name(position: int) -> str:
    """Name the checkpoint of a specialist that has worked in a team of the specialists that were not yet one."""
    return f"{SPECIALISTS[position].name}-team"


def reread_name(position: int) -> str:
    """Name what a specialist of the team answers after reading the others."""
    return f"{SPECIALISTS[position].name}-reread"


def final_name(position: int) -> str:
    """Name the finished checkpoint of a specialist."""
    return f"{SPECIALISTS[position].name}-final"


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
    _collect(build, alone_name(position))


def _teamwork(build: Build, position: int) -> None:
    answered = build.team_answers(alone_name, _team_questions(build))
    model = build.load(alone_name(position))
    stages.train_teamwork(model, build.tokenizer(), build.budget.teamwork, position, answered)
    build.save(team_name(position), model)


def _team_answers(build: Build, position: int) -> None:
    _collect(build, team_name(position))


def _reread(build: Build, position: int) -> None:
    answered = build.team_answers(team_name, _team_questions(build))[_reread_questions(build)]
    texts = reread(build.load(team_name(position)), build.tokenizer(), position, answered)
    build.answers(reread_name(position)).write_text(json.dumps(texts))


def _rehearsal(build: Build, position: int) -> None:
    questions = _team_questions(build)
    first = build.team_answers(team_name, questions)
    second = build.team_answers(reread_name, questions[_reread_questions(build)])
    model = build.load(team_name(position))
    stages.train_rehearsal(model, build.tokenizer(), build.budget.rehearsal, position, [*first, *second])
    build.save(final_name(position), model)


def _team_questions(build: Build) -> list[Question]:
    return draw_questions(QUESTIONS_SEED, build.budget.team_questions)


def _collect(build: Build, name: str) -> None:
    texts = collect(build.load(name), build.tokenizer(), _team_questions(build))
    build.answers(name).write_text(json.dumps(texts))


def _reread_questions(build: Build) -> slice:
    """Take every so many-th question: of every skill the same number."""
    return slice(None, None, build.budget.team_questions // build.budget.reread_questions)


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
    "team-answers": _team_answers,
    "reread": _reread,
    "rehearsal": _rehearsal,
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
        "answers": build.answers(alone_name(job.position)),
        "teamwork": build.weights(team_name(job.position)),
        "team-answers": build.answers(team_name(job.position)),
        "reread": build.answers(reread_name(job.position)),
        "rehearsal": build.weights(final_name(job.position)),
    }[job.kind]


def run_job(job: Job, build: Build) -> None:
    """Run one job on one thread, unless its result is there already."""
    torch.set_num_threads(1)
    if not _result(job, build).exists():
        KINDS[job.kind](build, job.position)
