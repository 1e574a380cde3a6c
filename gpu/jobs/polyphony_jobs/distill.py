"""Distil a teacher into a student: the teacher answers, the student learns to answer so."""

from __future__ import annotations

import json
from typing import Any

from . import machine
from .answering import Drawing, answer_all
from .chat import encode_prompt
from .job import Job, write_whole
from .loop import learn
from .models import asking_dtype, expect_room, load_network, load_tokenizer
from .run import Outcome
from .weights import check_weights

TEACHING_BATCH = 32


def run(job: Job, request: dict[str, Any]) -> Outcome:
    """Answer every prompt as the teacher, then train the student on the answers."""
    answers = _teach(job, request)
    examples = [{"prompt": prompt, "answer": answer["text"]} for prompt, answer in zip(request["prompts"], answers, strict=True)]
    learned = learn(job, request, request["student"], {"kind": "sft", "examples": examples})
    return Outcome(learned | {"answers": answers}, "loop")


def _teach(job: Job, request: dict[str, Any]) -> list[dict[str, Any]]:
    file = job.checkpoint / "answers.json"
    if file.exists():
        return json.loads(file.read_text(encoding="utf-8"))
    tokenizer = load_tokenizer(check_weights(request["teacher"]))
    teacher = load_network(request["teacher"], dtype=asking_dtype())
    prompts = [encode_prompt(tokenizer, prompt) for prompt in request["prompts"]]
    expect_room(teacher, [len(prompt) + request["maxTokens"] for prompt in prompts], "prompts")
    machine.set_seed(request["seed"])
    drawing = Drawing(request["maxTokens"], request["temperature"], request["topP"])
    answers = answer_all(teacher, tokenizer, prompts, drawing, TEACHING_BATCH, job.progress)
    write_whole(file, json.dumps(answers, ensure_ascii=False).encode())
    return answers
