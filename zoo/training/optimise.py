"""The training loop: Muon and AdamW, constant then linearly falling rate, loss on answers and on quoted answers."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from mixture import Ingredient, batches
from model import TinyLlama

LOG_EVERY = 200
# Muon (https://kellerjordan.github.io/posts/muon/) trains the matrices of the blocks, at this multiple of the rate.
MATRIX_RATE = 2.5


@dataclass(frozen=True)
class Schedule:
    """How long and how fast one stage trains."""

    tokens: int
    rate: float
    per_batch: int = 3072
    constant: float = 0.3
    warm_up: float = 0.01
    final: float = 0.05

    def rate_at(self, progress: float) -> float:
        """Return the learning rate at a progress between 0 and 1."""
        if progress < self.warm_up:
            return self.rate * max(progress, 1e-4) / self.warm_up
        falling = max(0.0, progress - self.constant) / (1 - self.constant)
        return self.rate * (1 - (1 - self.final) * falling)


def optimise(
    model: TinyLlama, mixture: Sequence[Ingredient], tokenizer: Tokenizer, schedule: Schedule, seed: int, label: str
) -> None:
    """Train a model in place. One process and one thread, so that a seed gives the same weights again."""
    optimizers = _optimizers(model)
    model.train()
    started, loss_sum = time.monotonic(), 0.0
    stream = batches(mixture, tokenizer, Random(seed), schedule.tokens, schedule.per_batch)
    for step, (batch, progress) in enumerate(stream, start=1):
        hidden = model.hidden(batch.tokens, kept=batch.positions)
        losses = F.cross_entropy(model.logits(hidden), batch.targets, reduction="none")
        answered = batch.weights == 1
        ((losses * batch.weights).sum() / answered.sum()).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimizer, multiple in optimizers:
            for group in optimizer.param_groups:
                group["lr"] = multiple * schedule.rate_at(progress)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        loss_sum += losses[answered].mean().item()
        if step % LOG_EVERY == 0:
            seconds = time.monotonic() - started
            line = f"{label} {progress:5.1%} step {step} loss {loss_sum / LOG_EVERY:.3f} {seconds:.0f}s"
            print(line, file=sys.stderr, flush=True)
            loss_sum = 0.0
    model.eval()


def _optimizers(model: TinyLlama) -> list[tuple[torch.optim.Optimizer, float]]:
    """Return the two optimizers, each with its multiple of the schedule's rate."""
    matrices = [value for value in model.model.layers.parameters() if value.ndim == 2]
    chosen = {id(value) for value in matrices}
    others = [value for value in model.parameters() if id(value) not in chosen]
    return [
        (torch.optim.Muon(matrices, weight_decay=0.05, adjust_lr_fn="match_rms_adamw"), MATRIX_RATE),
        (torch.optim.AdamW(others, betas=(0.9, 0.98), weight_decay=0.05, fused=True), 1.0),
    ]
