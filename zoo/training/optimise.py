"""The training loop: AdamW, constant then linearly falling rate, loss on answers only."""

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
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=schedule.rate, betas=(0.9, 0.98), weight_decay=0.05, fused=True
    )
    model.train()
    started, loss_sum = time.monotonic(), 0.0
    stream = batches(mixture, tokenizer, Random(seed), schedule.tokens, schedule.per_batch)
    for step, (batch, progress) in enumerate(stream, start=1):
        for group in optimizer.param_groups:
            group["lr"] = schedule.rate_at(progress)
        hidden = model.hidden(batch.tokens, kept=batch.positions)
        loss = F.cross_entropy(model.logits(hidden), batch.targets)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        loss_sum += loss.item()
        if step % LOG_EVERY == 0:
            seconds = time.monotonic() - started
            line = f"{label} {progress:5.1%} step {step} loss {loss_sum / LOG_EVERY:.3f} {seconds:.0f}s"
            print(line, file=sys.stderr, flush=True)
            loss_sum = 0.0
    model.eval()
