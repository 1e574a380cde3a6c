"""The training loop: AdamW, a rate that rises and falls, and a checkpoint from which the same bytes come out."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from . import machine
from .contract import BadRequest
from .job import Job, Stopped
from .models import add_adapter, context_of, fold_adapter, load_network, load_tokenizer, write_model
from .objectives import Preferences, make_objective
from .weights import check_weights

CLIP = 1.0
CHECKPOINT_SECONDS = 120
REPORT_SECONDS = 0.5


def learn(job: Job, request: dict[str, Any], weights: dict[str, Any], spec: dict[str, Any]) -> dict[str, Any]:
    """Train, write the weights into `out/`, and return how it went."""
    source = check_weights(weights)
    tokenizer = load_tokenizer(source)
    model = load_network(weights, dtype=_base_dtype(request))
    longest = min(request["longest"], context_of(model))
    objective = make_objective(spec, tokenizer, longest, request["seed"])
    if objective.size == 0:
        raise BadRequest(f"All {len(objective.left_out)} examples are longer than {longest} tokens.")
    if isinstance(objective, Preferences):
        objective.remember(model, request["batchSize"])
    machine.set_seed(request["seed"])
    if request["adapter"]:
        model = add_adapter(model, request["adapter"])
    training = Training(job, model, objective, request)
    noted = training.run()
    if request.get("keepAdapter") and request["adapter"]:
        model.save_pretrained(job.out / "adapter")
    write_model(source, fold_adapter(model), job.out, request["output"])
    return {"examples": objective.size, "leftOut": objective.left_out, "steps": training.steps} | noted


def _base_dtype(request: dict[str, Any]) -> torch.dtype:
    """Weights that learn are float32; those under an adapter only answer."""
    return torch.bfloat16 if machine.device() == "cuda" and request["adapter"] else torch.float32


def rate_at(step: int, steps: int, request: dict[str, Any]) -> float:
    """Return the learning rate of a step, from 0: rising in a line, then falling as a half cosine."""
    rising = math.ceil(request["warmUp"] * steps)
    if step < rising:
        return request["learningRate"] * (step + 1) / rising
    if request["schedule"] == "constant":
        return request["learningRate"]
    return request["learningRate"] * 0.5 * (1 + math.cos(math.pi * (step - rising) / max(1, steps - rising)))


def order_of(size: int, epoch: int, seed: int) -> list[int]:
    """Return the order of the examples in one epoch."""
    return torch.randperm(size, generator=torch.Generator().manual_seed(machine.derived_seed(seed, epoch))).tolist()


class Training:
    """One training, at some step of it."""

    def __init__(self, job: Job, model: Any, objective: Any, request: dict[str, Any]) -> None:
        self._job, self._model, self._objective, self._request = job, model, objective, request
        self._parameters = [value for value in model.parameters() if value.requires_grad]
        self._optimizer = torch.optim.AdamW(self._parameters, lr=0.0, weight_decay=request["weightDecay"], foreach=False)
        self._per_epoch = math.ceil(objective.size / request["batchSize"])
        self.steps = math.ceil(request["epochs"] * self._per_epoch)
        self._noted: dict[str, Any] = {"tokens": 0, "losses": [], "rewards": []}
        self._file: Path = job.checkpoint / "training.pt"

    def run(self) -> dict[str, Any]:
        """Take all steps that are left."""
        first = self._restore()
        self._job.steps_begin()
        self._model.train()
        saved = reported = time.monotonic()
        for step in range(first, self.steps):
            self._step(step, self._places(step))
            now = time.monotonic()
            if now - reported > REPORT_SECONDS or step + 1 == self.steps:
                self._job.progress(step + 1, self.steps, "steps")
                reported = now
            if self._job.must_stop or now - saved > CHECKPOINT_SECONDS:
                self._save(step + 1)
                saved = now
            if self._job.must_stop:
                raise Stopped
        self._model.eval()
        self._job.steps_end()
        return self._noted

    def _places(self, step: int) -> list[int]:
        epoch, within = divmod(step, self._per_epoch)
        size = self._request["batchSize"]
        return order_of(self._objective.size, epoch, self._request["seed"])[within * size : (within + 1) * size]

    def _step(self, step: int, places: Sequence[int]) -> None:
        total, tokens, reward = 0.0, 0, 0.0
        for loss in self._objective.losses(self._model, places, step):
            loss.value.backward()
            total, tokens, reward = total + loss.value.item(), tokens + loss.tokens, reward + loss.reward
        if not math.isfinite(total):
            raise FloatingPointError(
                f"The loss of step {step + 1} is {total}. Try a lower learning rate than {self._request['learningRate']}."
            )
        torch.nn.utils.clip_grad_norm_(self._parameters, CLIP)
        for group in self._optimizer.param_groups:
            group["lr"] = rate_at(step, self.steps, self._request)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        self._noted["tokens"] += tokens
        self._noted["losses"].append(total)
        if self._request.get("objective", {}).get("kind") in ("dpo", "grpo"):
            self._noted["rewards"].append(reward)

    def _save(self, step: int) -> None:
        state = {
            "step": step,
            "noted": self._noted,
            "parameters": [value.detach() for value in self._parameters],
            "optimizer": self._optimizer.state_dict(),
            "random": torch.get_rng_state(),
        }
        unfinished = self._file.with_suffix(".unfinished")
        torch.save(state, unfinished)
        unfinished.replace(self._file)

    def _restore(self) -> int:
        if not self._file.exists():
            return 0
        state = torch.load(self._file, map_location=machine.device(), weights_only=True)
        with torch.no_grad():
            for value, kept in zip(self._parameters, state["parameters"], strict=True):
                value.copy_(kept)
        self._optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"].cpu())
        self._noted = state["noted"]
        return state["step"]
