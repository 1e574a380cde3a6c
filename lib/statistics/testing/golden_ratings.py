"""The part of golden.py about ratings: tournaments, and what choix, evalica, statsmodels and SciPy make of them."""

import itertools
import math

import choix
import evalica
import numpy as np
import scipy
import statsmodels.api as sm
from scipy import optimize


def tournament(rng, players, votes, ties):
    strength = rng.normal(0, 1, players)
    wins = np.zeros((players, players))
    tied = np.zeros((players, players))
    for _ in range(votes):
        i, j = rng.choice(players, 2, replace=False)
        if rng.random() < ties:
            tied[i, j] += 1
            tied[j, i] += 1
        elif rng.random() < 1 / (1 + math.exp(strength[j] - strength[i])):
            wins[i, j] += 1
        else:
            wins[j, i] += 1
    return wins, tied


def strongly_connected(matrix):
    count, _ = scipy.sparse.csgraph.connected_components(matrix > 0, connection="strong")
    return count == 1


def davidson_fit(wins, tied, players):
    """The likelihood written down as in Davidson's paper and left to SciPy."""

    def negative(point):
        theta = np.append(point[: players - 1], -point[: players - 1].sum())
        worth, nu = np.exp(theta), math.exp(point[-1])
        value = 0.0
        for i, j in itertools.combinations(range(players), 2):
            tie = nu * math.sqrt(worth[i] * worth[j])
            total = worth[i] + worth[j] + tie
            value -= wins[i, j] * math.log(worth[i] / total) + wins[j, i] * math.log(worth[j] / total)
            value -= tied[i, j] * math.log(tie / total)
        return value

    best = optimize.minimize(negative, np.zeros(players), method="BFGS", options={"gtol": 1e-9})
    best = optimize.minimize(negative, best.x, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-13, "maxiter": 20000})
    return np.append(best.x[: players - 1], -best.x[: players - 1].sum()), math.exp(best.x[-1])


def logit(wins, tied, players):
    """Bradley-Terry as a logistic regression, for strengths and their covariance: each tie is half a win and half a loss."""
    rows, score, trials = [], [], []
    for i, j in itertools.combinations(range(players), 2):
        met = wins[i, j] + wins[j, i] + tied[i, j]
        if met:
            row = np.zeros(players)
            row[i], row[j] = 1, -1
            rows.append(row)
            score.append((wins[i, j] + tied[i, j] / 2) / met)
            trials.append(met)
    # The last player's strength is minus the sum of the others'.
    design = np.array(rows)[:, :-1] - np.array(rows)[:, -1:]
    fit = sm.GLM(score, design, family=sm.families.Binomial(), var_weights=trials).fit(tol=1e-14, maxiter=200)
    spread = np.vstack([np.eye(players - 1), -np.ones(players - 1)])
    # statsmodels' own covariance is one step older than its estimate.
    chance = 1 / (1 + np.exp(-design @ fit.params))
    information = design.T @ (design * (np.array(trials) * chance * (1 - chance))[:, None])
    return spread @ fit.params, spread @ np.linalg.inv(information) @ spread.T


def ratings(rng):
    rows = []
    while len(rows) < 24:
        players = int(rng.integers(2, 9))
        ties = [0.0, 0.2, 0.5][len(rows) % 3]
        wins, tied = tournament(rng, players, int(rng.integers(30, 400)), ties)
        halved = wins + tied / 2
        row = {"wins": wins, "ties": tied, "rateable": strongly_connected(halved)}
        pairs = [(i, j) for i in range(players) for j in range(players) for _ in range(int(wins[i, j]))]
        alpha = 0.05
        row["ridge"] = choix.opt_pairwise(players, pairs, alpha=alpha, method="BFGS", tol=1e-9) if pairs and not ties else None
        if row["ridge"] is not None:
            # On to the top: BFGS stops early.
            fcts = choix.opt.PairwiseFcts(pairs, alpha)
            row["ridge"] = optimize.root(fcts.gradient, row["ridge"], jac=fcts.hessian, tol=1e-13).x
        if row["rateable"]:
            strengths, covariance = logit(wins, tied, players)
            row |= {"strengths": strengths, "covariance": covariance}
            by_choix = choix.ilsr_pairwise_dense(halved, max_iter=1000, tol=1e-13)
            row["choix"] = by_choix - by_choix.mean()
            xs, ys, winners, weights = [], [], [], []
            for i in range(players):
                for j in range(players):
                    if wins[i, j]:
                        xs.append(i), ys.append(j), winners.append(evalica.Winner.X), weights.append(wins[i, j])
                    if i < j and tied[i, j]:
                        xs.append(i), ys.append(j), winners.append(evalica.Winner.Draw), weights.append(tied[i, j])
            result = evalica.bradley_terry(xs, ys, winners, weights=weights, tolerance=1e-13, limit=100000)
            logs = np.log(result.scores.reindex(range(players)).to_numpy())
            row["evalica"] = logs - logs.mean()
            if tied.sum() > 0:
                theta, nu = davidson_fit(wins, tied, players)
                row["davidson"] = {"strengths": theta, "nu": nu}
                newman = evalica.newman(xs, ys, winners, weights=weights, tolerance=1e-12, limit=100000)
                logs = np.log(newman.scores.reindex(range(players)).to_numpy())
                row["newman"] = {"strengths": logs - logs.mean(), "nu": 2 * newman.v}
        rows.append(row)
    for votes in (3, 6):
        wins, tied = tournament(rng, 5, votes, 0.2)
        rows.append({"wins": wins, "ties": tied, "rateable": strongly_connected(wins + tied), "ridge": None})
    return rows
