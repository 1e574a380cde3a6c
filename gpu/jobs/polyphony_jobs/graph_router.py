"""Which model suits a question, learned on a graph of questions and models (after GraphRouter, arXiv 2410.03834).

Questions and models are nodes. An edge carries how good a model was at a question. A model's node gathers the mean of its
questions, weighted by that; a question's node sees the question alone, so that a question nobody has answered is treated as
those that were. The score of an edge is the product of its two nodes.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .contract import BadRequest
from .job import Job
from .run import Outcome

VALIDATION = 0.1


class Router(nn.Module):
    """Two layers that move results from questions to models."""

    def __init__(self, width: int, models: int, hidden: int) -> None:
        super().__init__()
        self.question = nn.Sequential(nn.Linear(width, 4 * hidden), nn.ReLU(), nn.Linear(4 * hidden, 2 * hidden))
        self.model = nn.Linear(width, 2 * hidden)
        self.own = nn.Embedding(models, 2 * hidden)
        self.gather = nn.ModuleList(nn.Linear(4 * hidden, 2 * hidden) for _ in range(2))
        self.keep = nn.ModuleList(nn.Linear(2 * hidden, 2 * hidden) for _ in range(2))

    def forward(self, models: Tensor, known: Tensor, scores: Tensor, seen: Tensor, asked: Tensor) -> Tensor:
        """Return the logits of asked questions by models; `seen` says which of the known scores may be looked at."""
        questions = self.question(known)
        good = _means(scores * seen, questions)
        bad = _means((1 - scores) * seen, questions)
        state = self.model(models) + self.own.weight
        for place, (gather, keep) in enumerate(zip(self.gather, self.keep, strict=True)):
            state = keep(state) + gather(torch.cat((good, bad), 1))
            state = F.relu(state) if place == 0 else state
        return self.question(asked) @ state.T


def _means(weights: Tensor, questions: Tensor) -> Tensor:
    return (weights.T @ questions) / weights.sum(0).clamp(min=1)[:, None]


def run(job: Job, request: dict[str, Any]) -> Outcome:
    """Learn from known scores, keep the best epoch on the questions set aside, and score the asked ones."""
    known, scores = _known(request)
    models = torch.tensor(request["models"])
    asked = torch.tensor(request["asked"]).reshape(len(request["asked"]), -1)
    _expect_width(known.shape[1], models, asked)
    known, models, asked = (_scaled(vectors) for vectors in (known, models, asked))
    order = torch.randperm(len(known), generator=torch.Generator().manual_seed(request["seed"]))
    cut = max(1, int(VALIDATION * len(known)))
    held, kept = order[:cut], order[cut:]
    router = Router(known.shape[1], len(models), request["hidden"])
    optimizer = torch.optim.AdamW(router.parameters(), lr=request["learningRate"], weight_decay=request["weightDecay"], foreach=False)
    best, best_epoch, best_state = -1.0, 0, router.state_dict()
    everything = torch.ones_like(scores[kept])
    for epoch in range(request["epochs"]):
        # Half of the results are hidden and foretold from the other half.
        seen = (torch.rand_like(scores[kept]) < 0.5).float()
        logits = router(models, known[kept], scores[kept], seen, known[kept])
        losses = F.binary_cross_entropy_with_logits(logits, scores[kept], reduction="none")
        ((losses * (1 - seen)).sum() / (1 - seen).sum().clamp(min=1)).backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        with torch.no_grad():
            chosen = router(models, known[kept], scores[kept], everything, known[held]).argmax(1)
        right = (scores[held].gather(1, chosen[:, None])[:, 0] >= scores[held].max(1).values).float().mean().item()
        if right > best:
            best, best_epoch, best_state = (
                right,
                epoch,
                {name: value.clone() for name, value in router.state_dict().items()},
            )
        if epoch % 20 == 0 or epoch + 1 == request["epochs"]:
            job.progress(epoch + 1, request["epochs"], "epochs")
    router.load_state_dict(best_state)
    with torch.no_grad():
        found = router(models, known, scores, torch.ones_like(scores), asked) if len(asked) else torch.empty(0, len(models))
    return Outcome({"scores": found.tolist(), "validation": best, "epoch": best_epoch}, "loop")


def _known(request: dict[str, Any]) -> tuple[Tensor, Tensor]:
    width, count = len(request["learned"][0]["vector"]), len(request["models"])
    for place, row in enumerate(request["learned"]):
        if len(row["vector"]) != width or len(row["scores"]) != count:
            raise BadRequest(f"learned[{place}] must have {width} numbers and {count} scores.")
    rows = request["learned"]
    return torch.tensor([row["vector"] for row in rows]), torch.tensor([row["scores"] for row in rows], dtype=torch.float32)


def _expect_width(width: int, *others: Tensor) -> None:
    for vectors in others:
        if len(vectors) and vectors.shape[1] != width:
            raise BadRequest(f"Vectors of {vectors.shape[1]} and of {width} numbers do not go together.")


def _scaled(vectors: Tensor) -> Tensor:
    return F.normalize(vectors.float(), dim=1) * vectors.shape[1] ** 0.5 if vectors.numel() else vectors
