"""Write the measured tables of `zoo/README.md` from `zoo/results.json`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

START, STOP = "<!-- measured -->", "<!-- /measured -->"

METHODS = {
    "bestSingle": "best single model (picked on dev)",
    "vote": "majority vote, ties to the first model",
    "routedTournament": "router, pairwise tournament",
    "routedOnePrompt": "router, one prompt",
    "refinedThenVote": "two refine rounds, then vote",
    "refinedThenSummary": "two refine rounds, then summary by the best single",
    "oracle": "oracle: best model per task (picked on dev)",
    "anyRight": "any model right (bound)",
}


def write_report(readme: Path, results: Mapping[str, Any]) -> None:
    """Replace what stands between the markers."""
    text = readme.read_text()
    head, rest = text.split(START)
    tail = rest.split(STOP)[1]
    tables = f"{collaboration_table(results)}\n{difference_table(results)}\n{matrix_table(results)}"
    readme.write_text(f"{head}{START}\n\n{tables}\n{STOP}{tail}")


def collaboration_table(results: Mapping[str, Any]) -> str:
    """Return accuracy by method and pool size."""
    pools = results["pools"]
    n = next(iter(pools.values()))["methods"]["vote"]["n"]
    lines = [
        f"Accuracy ± standard error over {n} test questions, pools of the first n models of `models.json`. Questions that",
        "differ only in their lead-in count as one for the errors.",
        "",
    ]
    lines += _head("method", [f"n = {size}" for size in pools])
    lines.append(_row("mean single model", [f"{pool['meanSingle']:.3f}" for pool in pools.values()]))
    for method, label in METHODS.items():
        cells = [pool["methods"][method] for pool in pools.values()]
        lines.append(_row(label, [f"{cell['accuracy']:.3f} ± {cell['standardError']:.3f}" for cell in cells]))
    return "\n".join(lines) + "\n"


def difference_table(results: Mapping[str, Any]) -> str:
    """Return the paired differences by pool size."""
    pools = results["pools"]
    lines = ["Paired differences on the same questions ± standard error.", ""]
    lines += _head("difference", [f"n = {size}" for size in pools])
    for name in next(iter(pools.values()))["pairedDifferences"]:
        cells = [pool["pairedDifferences"][name] for pool in pools.values()]
        lines.append(_row(name, [f"{cell['difference']:+.3f} ± {cell['standardError']:.3f}" for cell in cells]))
    return "\n".join(lines) + "\n"


def matrix_table(results: Mapping[str, Any]) -> str:
    """Return accuracy by model and task."""
    matrix = results["matrix"]
    tasks = list(next(iter(matrix.values()))["tasks"])
    lines = [f"Accuracy by model and task, {results['questionsPerTask']} test questions per cell.", ""]
    lines += _head("model", [*tasks, "all"])
    for name, row in matrix.items():
        cells = [f"{row['tasks'][task]:.2f}" for task in tasks]
        lines.append(_row(name.removeprefix("zoo-"), [*cells, f"{row['overall']['accuracy']:.3f}"]))
    return "\n".join(lines) + "\n"


def _head(first: str, columns: list[str]) -> list[str]:
    return [_row(first, columns), _row("---", ["---"] * len(columns))]


def _row(first: str, cells: list[str]) -> str:
    return f"| {first} | {' | '.join(cells)} |"
