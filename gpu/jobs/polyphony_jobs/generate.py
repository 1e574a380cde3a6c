"""Answer prompts."""

from __future__ import annotations

from typing import Any

from . import machine
from .answering import Drawing, answer_all
from .chat import encode_prompt
from .job import Job
from .models import asking_dtype, expect_room, load_network, load_tokenizer
from .run import Outcome
from .weights import check_weights


def run(job: Job, request: dict[str, Any]) -> Outcome:
    """Answer every prompt of the request."""
    tokenizer = load_tokenizer(check_weights(request["model"]))
    model = load_network(request["model"], dtype=asking_dtype())
    prompts = [encode_prompt(tokenizer, messages) for messages in request["prompts"]]
    expect_room(model, [len(prompt) + request["maxTokens"] for prompt in prompts], "prompts")
    drawing = Drawing(request["maxTokens"], request["temperature"], request["topP"])
    machine.set_seed(request["seed"])
    answers = answer_all(model, tokenizer, prompts, drawing, request["batchSize"], job.progress)
    return Outcome({"answers": answers}, "loop", str(model.dtype).removeprefix("torch."))
