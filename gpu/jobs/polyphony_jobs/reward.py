"""Score answers with a sequence classifier of one output."""

from __future__ import annotations

from typing import Any

import torch

from . import machine
from .contract import BadRequest
from .job import Job
from .models import asking_dtype, expect_room, load_network, load_tokenizer
from .run import Outcome
from .weights import check_weights


def run(job: Job, request: dict[str, Any]) -> Outcome:
    """Return the raw logit of every pair."""
    tokenizer = load_tokenizer(check_weights(request["model"]))
    model = load_network(request["model"], "AutoModelForSequenceClassification", asking_dtype())
    if model.config.num_labels != 1:
        raise BadRequest(f"The classifier has {model.config.num_labels} outputs; a reward model has one.")
    # The logit is read at the last real token, which the network finds by its padding.
    model.config.pad_token_id = tokenizer.pad_token_id
    texts = [
        tokenizer.apply_chat_template([*pair["prompt"], {"role": "assistant", "content": pair["answer"]}], tokenize=False)
        for pair in request["pairs"]
    ]
    expect_room(model, [len(ids) for ids in tokenizer(texts, add_special_tokens=False)["input_ids"]], "pairs")
    order = sorted(range(len(texts)), key=lambda place: (len(texts[place]), place))
    logits = [0.0] * len(texts)
    for start in range(0, len(order), request["batchSize"]):
        places = order[start : start + request["batchSize"]]
        encoded = tokenizer([texts[place] for place in places], add_special_tokens=False, padding=True, return_tensors="pt")
        with torch.no_grad():
            found = model(**encoded.to(machine.device())).logits[:, 0].float().tolist()
        for place, logit in zip(places, found, strict=True):
            logits[place] = logit
        job.progress(start + len(places), len(order), "pairs")
    return Outcome({"logits": logits}, "loop", str(model.dtype).removeprefix("torch."))
