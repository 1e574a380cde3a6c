"""Merges equal their closed forms to the last bit, and those of mergekit where it does the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import yaml
import zoo
from polyphony_jobs.contract import CONTRACTS
from polyphony_jobs.thinning import drop_at_random, keep_largest, random_words
from safetensors.torch import load_file, save_file

NAMES = ("warden", "abacus", "scribe")


def parents(*weights: float) -> list[dict[str, Any]]:
    """Return models of the zoo with their weights."""
    return [{"model": zoo.model(name), "weight": weight} for name, weight in zip(NAMES, weights, strict=False)]


def tensors(weights: dict[str, Any]) -> dict[str, torch.Tensor]:
    """Return all tensors of a model as F32."""
    return {name: value.float() for name, value in load_file(Path(weights["folder"]) / "model.safetensors").items()}


def equal(made: Any, hand: dict[str, torch.Tensor], dtype: torch.dtype = torch.float16) -> None:
    """Compare every bit."""
    found = load_file(made.folder / "out" / "model.safetensors")
    assert found.keys() == hand.keys()
    for name, value in found.items():
        assert torch.equal(value, hand[name].to(dtype)), name


@pytest.mark.parametrize("output", ["F16", "BF16", "F32"])
def test_a_mean_is_the_sum_of_its_parts(run: Any, output: str) -> None:
    one, other = tensors(zoo.model("warden")), tensors(zoo.model("abacus"))
    made = run({"kind": "merge", "merge": {"kind": "linear", "parents": parents(0.25, 0.75)}, "output": output})
    dtype = {"F16": torch.float16, "BF16": torch.bfloat16, "F32": torch.float32}[output]
    equal(made, {name: 0.25 * one[name] + 0.75 * other[name] for name in one}, dtype)
    assert made.output == {"tensors": 38, "parameters": 1066112}


def test_extrapolation_goes_beyond_the_end(run: Any) -> None:
    start, end = tensors(zoo.model("base")), tensors(zoo.model("warden"))
    made = run(
        {
            "kind": "merge",
            "merge": {"kind": "extrapolate", "start": zoo.model("base"), "end": zoo.model("warden"), "alpha": 1.3},
        }
    )
    equal(made, {name: start[name] + torch.tensor(1.3) * (end[name] - start[name]) for name in start})


def test_a_particle_is_divided_by_nothing(run: Any) -> None:
    one, other = tensors(zoo.model("warden")), tensors(zoo.model("abacus"))
    made = run({"kind": "merge", "merge": {"kind": "particle", "parents": parents(-1.0, 1.0)}, "output": "F32"})
    equal(made, {name: -one[name] + other[name] for name in one}, torch.float32)


@pytest.mark.parametrize("kind", ["ties", "dare_ties"])
def test_ties_keeps_entries_of_the_elected_sign(run: Any, kind: str) -> None:
    base = tensors(zoo.model("base"))
    others = [tensors(zoo.model(name)) for name in NAMES]
    extra = {"seed": 7} if kind == "dare_ties" else {}
    made = run(
        {
            "kind": "merge",
            "merge": {"kind": kind, "base": zoo.model("base"), "parents": parents(0.3, 0.4, 0.5), "density": 0.5} | extra,
        }
    )
    hand = {}
    for name, ground in base.items():
        deltas = [other[name].numpy() - ground.numpy() for other in others]
        if kind == "ties":
            for delta in deltas:
                order = np.argsort(-np.abs(delta.reshape(-1)), kind="stable")
                delta.reshape(-1)[order[int(0.5 * delta.size) :]] = 0
        else:
            for place, delta in enumerate(deltas):
                kept = random_words(7, place, name, delta.size).reshape(delta.shape) < 2**31
                deltas[place] = np.where(kept, delta / np.float32(0.5), np.float32(0))
        weighted = [np.float32(weight) * delta for weight, delta in zip((0.3, 0.4, 0.5), deltas, strict=True)]
        positive = (weighted[0] + weighted[1]) + weighted[2] >= 0
        elected = [np.where((part > 0) & positive | (part < 0) & ~positive, part, np.float32(0)) for part in weighted]
        hand[name] = torch.from_numpy(ground.numpy() + ((elected[0] + elected[1]) + elected[2]))
    equal(made, hand)


@pytest.mark.parametrize("kind", ["linear", "ties", "dare_ties"])
def test_a_merge_is_that_of_mergekit(run: Any, kind: str, tmp_path: Path) -> None:
    folders = {name: zoo.model(name)["folder"] for name in ("base", *NAMES)}
    weights = (0.25, 0.5, 0.25)
    recipe: dict[str, Any] = {
        "merge_method": kind,
        "dtype": "float32",
        "parameters": {"normalize": False},
        "models": [{"model": folders[name], "parameters": {"weight": weight}} for name, weight in zip(NAMES, weights, strict=True)],
    }
    merge: dict[str, Any] = {"kind": kind, "parents": parents(*weights)}
    if kind != "linear":
        recipe["base_model"] = folders["base"]
        for one in recipe["models"]:
            one["parameters"]["density"] = 1.0
        merge |= {"base": zoo.model("base"), "density": 1.0} | ({"seed": 0} if kind == "dare_ties" else {})
    (tmp_path / "recipe.yaml").write_text(yaml.safe_dump(recipe))
    command = Path(sys.executable).with_name("mergekit-yaml")
    subprocess.run([command, tmp_path / "recipe.yaml", tmp_path / "out"], check=True, capture_output=True)
    theirs = {name: value for name, value in load_file(tmp_path / "out" / "model.safetensors").items() if name != "lm_head.weight"}
    equal(run({"kind": "merge", "merge": merge, "output": "F32"}), theirs, torch.float32)


def test_models_of_different_architectures_do_not_merge(run: Any, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text((Path(zoo.model("warden")["folder"]) / "config.json").read_text())
    state = load_file(Path(zoo.model("warden")["folder"]) / "model.safetensors")
    save_file(state | {"model.norm.weight": torch.ones(64, dtype=torch.float16)}, tmp_path / "model.safetensors")
    both = [*parents(0.5), {"model": {"folder": str(tmp_path)}, "weight": 0.5}]
    done = run({"kind": "merge", "merge": {"kind": "linear", "parents": both}})
    assert done.code == 64
    assert "model.norm.weight is (128,) here and (64,) there" in done.read("failure.json")["words"]


def test_weights_in_several_files_are_read_and_written_one_by_one(run: Any, tmp_path: Path) -> None:
    folder = Path(zoo.model("warden")["folder"])
    state = load_file(folder / "model.safetensors")
    names = sorted(state)
    index = {name: f"model-0000{1 + place % 2}-of-00002.safetensors" for place, name in enumerate(names)}
    for file in set(index.values()):
        save_file({name: state[name] for name in names if index[name] == file}, tmp_path / file, metadata={"format": "pt"})
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps({"metadata": {"total_size": 1}, "weight_map": index}))
    (tmp_path / "config.json").write_text((folder / "config.json").read_text())
    split = {"folder": str(tmp_path)}
    done = run({"kind": "merge", "merge": {"kind": "particle", "parents": [{"model": split, "weight": 1.0}]}})
    for file in sorted(set(index.values())):
        assert (done.folder / "out" / file).read_bytes() == (tmp_path / file).read_bytes()
    assert json.loads((done.folder / "out" / "model.safetensors.index.json").read_text())["metadata"]["total_size"] == 2 * 1066112


def test_a_file_is_what_the_safetensors_library_writes(run: Any, tmp_path: Path) -> None:
    done = run({"kind": "export", "model": zoo.model("warden"), "output": "BF16"})
    hand = {name: value.bfloat16() for name, value in tensors(zoo.model("warden")).items()}
    save_file(hand, tmp_path / "hand.safetensors", metadata={"format": "pt"})
    assert (done.folder / "out" / "model.safetensors").read_bytes() == (tmp_path / "hand.safetensors").read_bytes()
    assert '"torch_dtype": "bfloat16"' in (done.folder / "out" / "config.json").read_text()


def test_random_numbers_are_those_of_the_portal() -> None:
    vectors = json.loads((CONTRACTS / "thinning.json").read_text())
    for row in vectors["words"]:
        assert random_words(row["seed"], row["parent"], row["name"], len(row["words"]), row["first"]).tolist() == row["words"]
    for row in vectors["thinned"]:
        delta = torch.tensor(row["delta"])
        thinned = keep_largest(delta, row["density"]) if row["kind"] == "ties" else drop_at_random(delta, row["density"], 7, 0, "a")
        assert thinned.tolist() == row["kept"], row


def test_a_share_of_random_numbers_is_what_it_says() -> None:
    words = random_words(1, 0, "layer", 1_000_000)
    for density in (0.1, 0.5, 0.9):
        assert np.mean(words < np.uint32(int(density * 2**32))) == pytest.approx(density, abs=0.002)
    assert abs(np.corrcoef(words[:-1].astype(float), words[1:].astype(float))[0, 1]) < 0.005
    assert abs(np.corrcoef(words.astype(float), random_words(1, 1, "layer", 1_000_000).astype(float))[0, 1]) < 0.005
