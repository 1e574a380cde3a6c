"""Vectors of texts: the mean of the last layer over the tokens of each."""

from __future__ import annotations

from typing import Any

import torch

from . import machine
from .job import Job
from .models import asking_dtype, expect_room, load_network, load_tokenizer
from .run import Outcome
from .weights import check_weights


def run(job: Job, request: dict[str, Any]) -> Outcome:
    """Return one vector for each text."""
    tokenizer = load_tokenizer(check_weights(request["model"]))
    model = load_network(request["model"], "AutoModel", asking_dtype())
    # An empty text has no token whose mean could be taken.
    texts = [text or " " for text in request["texts"]]
    expect_room(model, [len(ids) for ids in tokenizer(texts)["input_ids"]], "texts")
    order = sorted(range(len(texts)), key=lambda place: (len(texts[place]), place))
    vectors: list[list[float]] = [[]] * len(texts)
    for start in range(0, len(order), request["batchSize"]):
        places = order[start : start + request["batchSize"]]
        encoded = tokenizer([texts[place] for place in places], padding=True, return_tensors="pt").to(machine.device())
        with torch.no_grad():
            hidden = model(input_ids=encoded["input_ids"], attention_mask=encoded["attention_mask"]).last_hidden_state.float()
        mask = encoded["attention_mask"][:, :, None].float()
        means = (hidden * mask).sum(1) / mask.sum(1)
        for place, mean in zip(places, means.tolist(), strict=True):
            vectors[place] = mean
        job.progress(start + len(places), len(order), "texts")
    return Outcome({"vectors": vectors}, "loop", str(model.dtype).removeprefix("torch."))
