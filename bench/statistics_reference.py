"""The Python side of statistics.ts: the same work on the same data, as a practised user of the libraries would write it.

Reads one JSON request per line, {"task": name, "resamples": n}, and answers each with one line of seconds and results.
Needs numpy, scipy, choix and evalica. Data files are raw little-endian columns that statistics.ts wrote.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import choix
import evalica
import numpy as np
from scipy import sparse, stats

RNG = np.random.default_rng(7)


def read(folder: Path, name: str, kind: str) -> np.ndarray:
    """One column as it lies in its file."""
    return np.fromfile(folder / name, dtype=kind)


class Data:
    """Votes and scores as they come; everything made of them is made inside the clock."""

    def __init__(self, folder: Path):
        meta = json.loads((folder / "meta.json").read_text())
        self.players, self.judges = meta["players"], meta["judges"]
        self.judge, self.winner = read(folder, "judge", "<i4"), read(folder, "winner", "<i4")
        self.loser, self.tie = read(folder, "loser", "<i4"), read(folder, "tie", "<u1").astype(bool)
        shape = (meta["systems"], meta["questions"])
        self.scores = {kind: read(folder, kind, "<f8").reshape(shape) for kind in ("binary", "graded")}


def halved(data: Data):
    """Each vote as one or two entries of the matrix of wins: a tie is half a win for each side."""
    one = data.winner.astype(np.int64) * data.players + data.loser
    other = data.loser.astype(np.int64) * data.players + data.winner
    cell = np.concatenate([one, other[data.tie]])
    judge = np.concatenate([data.judge, data.judge[data.tie]])
    amount = np.concatenate([np.where(data.tie, 0.5, 1.0), np.full(int(data.tie.sum()), 0.5)])
    return cell, judge, amount


def grouped(data: Data) -> sparse.csr_matrix:
    """Half-counted wins by judge and cell of the matrix, added up."""
    cell, judge, amount = halved(data)
    return sparse.csr_matrix((amount, (judge, cell)), shape=(data.judges, data.players**2))


def drawn_judges(data: Data) -> np.ndarray:
    """How often each judge is drawn in one resample."""
    return np.bincount(RNG.integers(0, data.judges, data.judges), minlength=data.judges)


def intervals(estimate, drawn):
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    return {"estimate": estimate.tolist(), "low": low.tolist(), "high": high.tolist()}


def fit_choix(wins, start):
    strengths = choix.ilsr_pairwise_dense(wins, initial_params=start, tol=1e-6)
    return strengths - strengths.mean()


def bt_choix(data: Data, resamples: int):
    """Votes are added up by judge once, by a sparse product in each resample, then choix' I-LSR on the dense matrix."""
    table = grouped(data).T.tocsr()
    size = data.players
    estimate = fit_choix((table @ np.ones(data.judges)).reshape(size, size), None)
    drawn = [fit_choix((table @ drawn_judges(data)).reshape(size, size), estimate) for _ in range(resamples)]
    return intervals(estimate, np.array(drawn))


def bt_evalica(data: Data, resamples: int):
    """As above, with evalica's Bradley-Terry on one weighted row per ordered pair."""
    table = grouped(data).T.tocsr()
    rows = [(i, j) for i in range(data.players) for j in range(data.players) if i != j]
    cells = np.array([i * data.players + j for i, j in rows])
    xs, ys = zip(*rows)
    winners = [evalica.Winner.X] * len(rows)

    def fit(weights):
        scores = evalica.bradley_terry(xs, ys, winners, weights=weights, tolerance=1e-8, limit=1000).scores
        logs = np.log(scores.sort_index().to_numpy())
        return logs - logs.mean()

    estimate = fit((table @ np.ones(data.judges))[cells])
    return intervals(estimate, np.array([fit((table @ drawn_judges(data))[cells]) for _ in range(resamples)]))


def bt_vectorised(data: Data, resamples: int):
    """All resamples as one sparse product, then Newton's method for fifty of them at a time in numpy."""
    table = grouped(data).T.tocsr()
    size = data.players

    def newton(wins, strengths):
        met = wins + wins.transpose(0, 2, 1)
        for _ in range(50):
            chance = 1 / (1 + np.exp(strengths[:, None, :] - strengths[:, :, None]))
            gradient = (wins - met * chance).sum(axis=2)
            bend = met * chance * (1 - chance)
            curvature = 1 - bend
            diagonal = np.arange(size)
            curvature[:, diagonal, diagonal] += bend.sum(axis=2)
            step = np.linalg.solve(curvature, gradient[:, :, None])[:, :, 0]
            strengths = strengths + step
            if np.abs(step).max() < 1e-4:
                return strengths
        raise RuntimeError("Newton's method did not settle")

    estimate = newton((table @ np.ones(data.judges)).reshape(1, size, size), np.zeros((1, size)))
    drawn = np.empty((resamples, size))
    for start in range(0, resamples, 50):
        weights = np.stack([drawn_judges(data) for _ in range(min(50, resamples - start))], axis=1).astype(float)
        wins = (table @ weights).T.reshape(-1, size, size)
        drawn[start : start + 50] = newton(wins, np.repeat(estimate, len(wins), axis=0))
    return intervals(estimate[0], drawn)


def boot_scipy(data: Data, resamples: int, kind: str):
    """scipy.stats.bootstrap, paired, for each system against the first."""
    baseline = data.scores[kind][0]
    ends = []
    for row in data.scores[kind][1:]:
        result = stats.bootstrap(
            (row, baseline), lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis), paired=True, vectorized=True,
            n_resamples=resamples, batch=100, method="percentile", rng=RNG,
        )
        ends.append(result.confidence_interval)
    estimate = (data.scores[kind][1:] - baseline).mean(axis=1)
    return {"estimate": estimate.tolist(), "low": [end.low for end in ends], "high": [end.high for end in ends]}


def boot_numpy(data: Data, resamples: int, kind: str):
    """The same resamples for all systems as one matrix product, with intervals of the differences and bands of places."""
    scores = data.scores[kind]
    size = scores.shape[1]
    weights = np.empty((resamples, size))
    for row in weights:
        row[:] = np.bincount(RNG.integers(0, size, size), minlength=size)
    means = weights @ scores.T / size
    places = stats.rankdata(-means, method="min", axis=1)
    bands = np.percentile(places, [2.5, 97.5], axis=0)
    result = intervals((scores[1:] - scores[0]).mean(axis=1), means[:, 1:] - means[:, :1])
    return result | {"bands": bands.T.tolist(), "own": np.percentile(means, [2.5, 97.5], axis=0).T.tolist()}


TASKS = {
    "bt-choix": bt_choix,
    "bt-evalica": bt_evalica,
    "bt-vectorised": bt_vectorised,
    "binary-scipy": lambda data, resamples: boot_scipy(data, resamples, "binary"),
    "binary-numpy": lambda data, resamples: boot_numpy(data, resamples, "binary"),
    "graded-numpy": lambda data, resamples: boot_numpy(data, resamples, "graded"),
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    data = Data(parser.parse_args().folder)
    for line in sys.stdin:
        request = json.loads(line)
        wall, cpu = time.perf_counter(), time.process_time()
        result = TASKS[request["task"]](data, request["resamples"])
        seconds = {"seconds": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        print(json.dumps(seconds | {key: result[key] for key in ("estimate", "low", "high")}), flush=True)


if __name__ == "__main__":
    main()
