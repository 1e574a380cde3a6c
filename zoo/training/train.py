"""Train the whole zoo: `python zoo/training/train.py --out zoo/models`."""

from __future__ import annotations

import argparse
import json
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import torch

from cards import write_cards
from evaluate import evaluate
from export import export_model
from jobs import Build, Job, final_name, run_job
from model import ModelConfig
from report import write_report
from roster import BASE, ROUTER, SPECIALISTS
from stages import FAST, Budget
from tasks import write_tasks
from tokenizer import train_tokenizer

HERE = Path(__file__).resolve().parent
TOKENIZER_SEED = 1
EVERYONE = range(len(SPECIALISTS))

# Jobs of one wave do not depend on each other.
WAVES: tuple[tuple[Job, ...], ...] = (
    (Job("base-short"),),
    (Job("base-long"),),
    (Job("router"), *(Job("specialist", position) for position in EVERYONE)),
    (Job("duels"), *(Job("practice", position) for position in EVERYONE)),
    (Job("lineups"), *(Job("answers", position) for position in EVERYONE)),
    *(tuple(Job(kind, position) for position in EVERYONE) for kind in ("teamwork", "team-answers", "reread", "rehearsal")),
)


def run_waves(waves: Sequence[Sequence[Job]], build: Build, processes: int) -> None:
    """Run all jobs, several at a time; every job uses one thread."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        for wave in waves:
            for running in [pool.submit(run_job, job, build) for job in wave]:
                running.result()


def export_all(build: Build, out: Path) -> None:
    """Write the files of all ten models."""
    checkpoints = {member.name: final_name(position) for position, member in enumerate(SPECIALISTS)}
    for name, checkpoint in {**checkpoints, BASE: BASE, ROUTER: ROUTER}.items():
        export_model(out / name, name, build.load(checkpoint), build.tokenizer())


def main() -> None:
    """Train, export, write the tasks, measure, write cards and the list of models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE.parent / "models")
    parser.add_argument("--build", type=Path, default=HERE / "build", help="intermediate results; jobs resume here")
    parser.add_argument("--processes", type=int, default=2, help="jobs that run side by side")
    parser.add_argument("--fast", action="store_true", help="a smoke run of a few minutes; the models are useless")
    arguments = parser.parse_args()
    build = Build(arguments.build, FAST if arguments.fast else Budget())
    if not (build.folder / "tokenizer.json").exists():
        train_tokenizer(build.folder / "tokenizer.json", ModelConfig().vocab_size, TOKENIZER_SEED)
    run_waves(WAVES, build, arguments.processes)
    export_all(build, arguments.out)
    zoo = arguments.out.parent
    write_tasks(zoo / "tasks")
    torch.set_num_threads(1)
    results = evaluate(arguments.out, zoo / "tasks")
    (zoo / "results.json").write_text(json.dumps(results, indent=1) + "\n")
    write_cards(arguments.out, results)
    write_report(zoo / "README.md", results)


if __name__ == "__main__":
    main()
