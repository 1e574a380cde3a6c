"""Writes golden.json: what SciPy, statsmodels, choix, evalica and krippendorff give for many cases.

    python -m venv venv && venv/bin/pip install numpy scipy statsmodels choix evalica krippendorff
    venv/bin/python lib/statistics/testing/golden.py

Cases are drawn with fixed seeds; those of ratings in golden_ratings.py. golden.test.ts compares our functions with the file.
"""

import itertools
import json
import math
from pathlib import Path

import choix
import evalica
import krippendorff
import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import normal_sample_size_one_tail
from statsmodels.stats.proportion import proportion_confint

from golden_ratings import ratings


def plain(value):
    """Numbers and arrays as JSON takes them; infinities as text."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else str(value)
    return value


def distributions():
    points = [-37.0, -12.5, -8.0, -5.0, -3.1, -3.0, -2.9, -1.0, -1e-9, 0.0, 0.3, 1.96, 2.9999, 3.0001, 6.0, 9.0]
    shares = [1e-300, 1e-20, 1e-9, 0.001, 0.025, 0.074, 0.076, 0.3, 0.5, 0.7, 0.925, 0.975, 0.999, 1 - 1e-9]
    shapes = [0.5, 1.0, 2.5, 10.0, 77.5, 1000.5, 40000.0]
    betas = [(x, a, b) for a in shapes for b in shapes for x in (0.01, 0.3, 0.5, 0.97)]
    betas = [(x, a, b, stats.beta.cdf(x, a, b)) for x, a, b in betas]
    freedoms = [1, 2, 3, 4, 7, 10, 30, 99, 1000, 50000]
    return {
        "normalCdf": [(x, stats.norm.cdf(x)) for x in points],
        "normalQuantile": [(p, stats.norm.ppf(p)) for p in shares],
        "logGamma": [(x, scipy.special.gammaln(x)) for x in (0.01, 0.5, 1, 1.5, 2, 3.7, 10, 171, 1e4, 1e7)],
        "incompleteBeta": [row for row in betas if row[3] > 1e-250],
        "betaQuantile": [
            (p, a, b, stats.beta.ppf(p, a, b)) for p in (0.025, 0.5, 0.975) for a in shapes[:6] for b in shapes[:6]
        ],
        "studentP": [(t, df, 2 * stats.t.sf(abs(t), df)) for t in (0.0, 0.1, -1.5, 2.2, 6.0, 25.0) for df in freedoms],
        "studentCritical": [(df, stats.t.ppf(0.975, df)) for df in freedoms],
    }


def proportions(rng):
    cases = [(0, 1), (1, 1), (0, 10), (10, 10), (15, 25), (60, 100), (240, 400), (1, 100000), (99999, 100000)]
    for n in rng.integers(1, 5000, 150):
        cases.append((rng.integers(0, n + 1), n))
    rows = []
    for k, n in cases:
        jeffreys = list(proportion_confint(k, n, method="jeffreys"))
        if k == 0:
            jeffreys[0] = 0.0
        if k == n:
            jeffreys[1] = 1.0
        rows.append((k, n, *proportion_confint(k, n, method="wilson"), *jeffreys))
    return rows


def clustered(rng):
    rows = []
    for _ in range(60):
        n = int(rng.integers(3, 60))
        groups = rng.integers(0, max(2, n // int(rng.integers(1, 6))), n)
        groups[:2] = [0, 1]
        values = rng.choice([0.0, 1.0], n) if rng.random() < 0.5 else rng.random(n).round(3)
        values = np.clip(values + 0.2 * (groups % 2), 0, 2)
        if len(set(values)) == 1:
            continue
        fit = sm.OLS(values, np.ones(n)).fit(cov_type="cluster", cov_kwds={"groups": groups}, use_t=True)
        rows.append({"values": values, "clusters": groups, "mean": fit.params[0], "se": fit.bse[0], "interval": fit.conf_int()[0]})
    return rows


def bca(rng):
    """SciPy's interval from its own resamples, which our interval is given; the statistic is the mean."""
    rows = []
    for place in range(30):
        n = int(rng.integers(5, 40))
        values = [rng.random(n), rng.exponential(1, n), rng.choice([0.0, 0.25, 0.5, 1.0], n), rng.standard_t(3, n)][place % 4].round(4)
        if len(set(values)) == 1:
            continue
        drawn = rng.choice(values, (199, n)).mean(axis=1)
        result = stats.bootstrap(
            (values,), np.mean, method="BCa", n_resamples=0,
            bootstrap_result=stats._resampling.BootstrapResult(
                confidence_interval=None, bootstrap_distribution=drawn, standard_error=None),
        )
        rows.append({"values": values, "drawn": drawn, "interval": result.confidence_interval})
    return rows


def bca_end_to_end(rng):
    """With so many resamples that chance hardly matters. Mean, and the correlation of pairs."""
    values = rng.exponential(1, 60).round(4)
    xs = rng.normal(0, 1, 40).round(4)
    ys = (0.6 * xs + rng.normal(0, 1, 40)).round(4)
    mean = stats.bootstrap((values,), np.mean, method="BCa", n_resamples=200_000, batch=10_000, rng=rng)
    pair = stats.bootstrap(
        (xs, ys), lambda a, b, axis=-1: stats.pearsonr(a, b, axis=axis).statistic, paired=True, vectorized=True,
        method="BCa", n_resamples=100_000, batch=5_000, rng=rng,
    )
    return {
        "values": values, "mean": mean.confidence_interval, "xs": xs, "ys": ys, "correlation": pair.confidence_interval,
    }


def discordant(rng):
    rows = [(10, 2), (0, 0), (0, 1), (6, 0), (5, 5), (500, 500), (2600, 2400), (0, 900)]
    rows += [tuple(int(x) for x in rng.integers(0, 200, 2)) for _ in range(100)]
    result = []
    for b, c in rows:
        exact = mcnemar([[0, b], [c, 0]], exact=True).pvalue if b + c else 1.0
        mid = 1.0 if b == c else 2 * stats.binom.cdf(min(b, c), b + c, 0.5) - stats.binom.pmf(min(b, c), b + c, 0.5)
        result.append((b, c, min(1.0, exact), mid))
    return result


def permutation(rng):
    rows = []
    for place in range(40):
        n = int(rng.integers(2, 14))
        grid = [np.array([0.0, 1.0]), np.array([0, 0.25, 0.5, 0.75, 1.0]), None][place % 3]
        draw = (lambda: rng.random(n).round(3)) if grid is None else (lambda: rng.choice(grid, n))
        ours, theirs = draw(), draw()
        result = stats.permutation_test(
            (ours, theirs), lambda a, b, axis=-1: np.mean(a - b, axis=axis), permutation_type="samples",
            vectorized=True, n_resamples=np.inf, alternative="two-sided",
        )
        rows.append({"ours": ours, "theirs": theirs, "p": result.pvalue})
    return rows


def multiple(rng):
    rows = []
    for place in range(40):
        m = int(rng.integers(1, 60))
        ps = rng.random(m) ** 3
        if place % 4 == 0:
            ps = ps.round(1)
        holm = multipletests(ps, method="holm")[1]
        bh = stats.false_discovery_control(ps, method="bh")
        rows.append({"ps": ps, "holm": holm, "bh": bh})
    rows.append({"ps": [1.0, 1.0], "holm": [1.0, 1.0], "bh": [1.0, 1.0]})
    rows.append({"ps": [0.0, 0.05, 1.0], "holm": [0.0, 0.1, 1.0], "bh": [0.0, 0.075, 1.0]})
    return rows


def correlations(rng):
    rows = []
    while len(rows) < 80:
        place = len(rows)
        n = int(rng.integers(4, 40)) if place % 2 else int(rng.integers(4, 9))
        xs = rng.normal(0, 1, n).round(3) if place % 3 else rng.integers(0, 4, n).astype(float)
        ys = (xs * rng.normal() + rng.normal(0, 1, n)).round(2 if place % 5 else 0)
        if len(set(xs)) == 1 or len(set(ys)) == 1:
            continue
        pearson = stats.pearsonr(xs, ys)
        if abs(pearson.statistic) > 0.9999:
            continue
        spearman = stats.spearmanr(xs, ys)
        row = {
            "xs": xs, "ys": ys, "r": pearson.statistic, "p": pearson.pvalue, "interval": pearson.confidence_interval(),
            "rho": spearman.statistic, "rhoP": spearman.pvalue if abs(spearman.statistic) < 1 else 0.0,
        }
        if n <= 8:
            every = stats.PermutationMethod(n_resamples=np.inf)
            row["exactP"] = stats.pearsonr(xs, ys, method=every).pvalue
            row["exactRhoP"] = stats.pearsonr(stats.rankdata(xs), stats.rankdata(ys), method=every).pvalue
        rows.append(row)
    return rows


def power():
    sizes = [
        (share, power_, math.ceil(normal_sample_size_one_tail(
            share - 0.5, power_, 0.025, std_null=0.5, std_alternative=math.sqrt(share * (1 - share)))))
        for share in (0.6, 0.55, 0.52, 0.7, 0.9, 0.35) for power_ in (0.5, 0.8, 0.9, 0.99)
    ]
    paired = []
    for n in (20, 200, 1000):
        for difference, share in ((0.0, 0.2), (0.05, 0.2), (0.1, 0.1), (-0.2, 0.35), (0.5, 0.6)):
            spread = math.sqrt(share - difference**2)
            bar = stats.norm.ppf(0.975) * math.sqrt(share)
            tails = sum(stats.norm.cdf((side * abs(difference) * math.sqrt(n) - bar) / spread) for side in (1, -1))
            paired.append((n, difference, share, tails))
    critical = []
    for n in (3, 4, 8, 16, 32, 61, 500):
        t = stats.t.ppf(0.975, n - 2)
        critical.append((n, t / math.sqrt(n - 2 + t * t)))
    return {"votesNeeded": sizes, "comparisonPower": paired, "criticalCorrelation": critical}


def agreement(rng):
    rows = []
    while len(rows) < 45:
        metric = ["nominal", "ordinal", "interval"][len(rows) % 3]
        coders, units = int(rng.integers(2, 6)), int(rng.integers(2, 40))
        truth = rng.integers(0, 3, units)
        data = np.where(rng.random((coders, units)) < 0.6, truth, rng.integers(0, 3, (coders, units))).astype(float)
        data[rng.random((coders, units)) < 0.2] = np.nan
        values = [[label for label in column if not math.isnan(label)] for column in data.T]
        paired = [label for labels in values if len(labels) >= 2 for label in labels]
        if len(set(paired)) < 2:
            continue
        alpha = krippendorff.alpha(reliability_data=data, level_of_measurement=metric)
        rows.append({"units": values, "metric": metric, "alpha": alpha})
    return rows


def games(rng):
    """Shapley values by walking through every order, and leave-one-out, of random games."""
    rows = []
    for members in (1, 2, 3, 4, 5, 6):
        for _ in range(3):
            worth = rng.normal(0, 1, 2**members).round(3)
            shares = np.zeros(members)
            orders = list(itertools.permutations(range(members)))
            for order in orders:
                mask = 0
                for member in order:
                    shares[member] += worth[mask | 1 << member] - worth[mask]
                    mask |= 1 << member
            everyone = 2**members - 1
            alone = [worth[everyone] - worth[everyone ^ (1 << member)] for member in range(members)]
            rows.append({"members": members, "worth": worth, "shapley": shares / len(orders), "leaveOneOut": alone})
    return rows


def macro(rng):
    """Stratified bootstrap of the mean of means, with so many resamples that chance hardly matters."""
    sizes, systems, resamples = [40, 90, 15], 3, 100_000
    tasks = [(rng.random((systems, size)) < rng.uniform(0.3, 0.8, (systems, 1))).astype(float) for size in sizes]
    tasks[1] = (tasks[1] * rng.random((systems, sizes[1]))).round(3)
    means = np.zeros((resamples, systems))
    for rows in tasks:
        weights = rng.multinomial(rows.shape[1], np.full(rows.shape[1], 1 / rows.shape[1]), resamples)
        means += weights @ rows.T / rows.shape[1] / len(tasks)
    return {
        "tasks": tasks,
        "intervals": np.percentile(means, [2.5, 97.5], axis=0).T,
        "differences": np.percentile(means - means[:, :1], [2.5, 97.5], axis=0).T,
    }


def main():
    rng = np.random.default_rng(20260607)
    golden = {
        "versions": {
            "numpy": np.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__,
            "choix": choix.__version__ if hasattr(choix, "__version__") else "0.4.1", "evalica": evalica.__version__,
            "krippendorff": "0.9.0",
        },
        "distributions": distributions(), "proportions": proportions(rng), "clustered": clustered(rng), "bca": bca(rng),
        "bcaEndToEnd": bca_end_to_end(rng), "discordant": discordant(rng), "permutation": permutation(rng),
        "multiple": multiple(rng), "correlations": correlations(rng), "power": power(), "ratings": ratings(rng),
        "agreement": agreement(rng), "games": games(rng), "macro": macro(rng),
    }
    target = Path(__file__).with_name("golden.json")
    target.write_text(json.dumps(plain(golden), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
