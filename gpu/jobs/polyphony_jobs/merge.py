"""Merge models of one architecture, one tensor at a time, in F32. The portal does the same in TypeScript, to the last bit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from .contract import BadRequest
from .job import Job
from .run import Outcome
from .thinning import drop_at_random, keep_largest
from .weights import Tensors, check_weights, write_like

Thin = Callable[[Tensor, int, str], Tensor]


def run(job: Job, request: dict[str, Any]) -> Outcome:
    """Write the merged model into `out/`, with the tokenizer and the configuration of its base or first parent."""
    with ExitStack() as opened:
        merge, source = _plan(request["merge"], opened)
        done = 0

        def tensor_of(key: str) -> Tensor:
            nonlocal done
            tensor = merge(key)
            done += 1
            job.progress(done, len(source.shapes), "tensors")
            return tensor

        return Outcome(write_like(source.folder, job.out, request["output"], tensor_of))


def _plan(recipe: dict[str, Any], opened: ExitStack) -> tuple[Callable[[str], Tensor], Tensors]:
    kind = recipe["kind"]
    if kind == "extrapolate":
        start, end = _open([recipe["start"], recipe["end"]], opened)
        alpha = _single(recipe["alpha"])
        return lambda key: start.read(key) + alpha * (end.read(key) - start.read(key)), start
    factors = [_single(parent["weight"]) for parent in recipe["parents"]]
    folders = [parent["model"] for parent in recipe["parents"]]
    if kind in ("linear", "particle"):
        if kind == "linear" and abs(sum(parent["weight"] for parent in recipe["parents"]) - 1) >= 1e-6:
            raise BadRequest("The weights of a mean must add up to 1; for any others say particle.")
        parents = _open(folders, opened)
        return lambda key: add_up([factor * parent.read(key) for factor, parent in zip(factors, parents, strict=True)]), parents[0]
    base, *parents = _open([recipe["base"], *folders], opened)
    density = recipe["density"]

    def thin(delta: Tensor, place: int, key: str) -> Tensor:
        return keep_largest(delta, density) if kind == "ties" else drop_at_random(delta, density, recipe["seed"], place, key)

    def merged(key: str) -> Tensor:
        ground = base.read(key)
        return ground + elect([f * thin(p.read(key) - ground, n, key) for n, (f, p) in enumerate(zip(factors, parents, strict=True))])

    return merged, base


def add_up(parts: Sequence[Tensor]) -> Tensor:
    """Add in order, each sum rounded to F32."""
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def elect(parts: Sequence[Tensor]) -> Tensor:
    """Add up the entries that have the sign of the sum of all; a sum of zero counts as positive."""
    sign = torch.where(add_up(parts) >= 0, torch.ones(()), -torch.ones(()))
    return add_up([torch.where(torch.sign(part) == sign, part, torch.zeros(())) for part in parts])


def _single(number: float) -> Tensor:
    return torch.tensor(number, dtype=torch.float32)


def _open(weights: Sequence[dict[str, Any]], opened: ExitStack) -> list[Tensors]:
    models = [Tensors(check_weights(one), opened) for one in weights]
    for other in models[1:]:
        if other.shapes != models[0].shapes:
            raise BadRequest(_difference(models[0], other))
    return models


def _difference(one: Tensors, other: Tensors) -> str:
    names: dict[str, Path] = {"first": one.folder, "second": other.folder}
    for key in sorted({*one.shapes, *other.shapes}):
        ours, theirs = one.shapes.get(key), other.shapes.get(key)
        if ours != theirs:
            return f"{names['first']} and {names['second']} are of different architectures: {key} is {ours} here and {theirs} there."
    return ""
