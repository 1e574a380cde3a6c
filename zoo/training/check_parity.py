"""Check that transformers and llama.cpp give the same greedy answers with the exported files.

Needs Node and the repository's `node-llama-cpp`. Compares token ids of the prompts and texts of the answers, on
plain test questions and on long method prompts, and prints one line per model.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path
from random import Random
from typing import NamedTuple

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

import prompts
from evaluate import ZOO, load_questions
from roster import BASE, ROUTER, SPECIALISTS

LIMIT = 40
SCRIPT = Path(__file__).resolve().parent / "llama-answers.mjs"


class Answered(NamedTuple):
    """Token ids of a prompt and the greedy answer."""

    tokens: list[int]
    text: str


def sample_prompts(size: int) -> list[str]:
    """Draw plain questions, and as many method prompts."""
    rng = Random(5)
    asked = rng.sample(load_questions(ZOO / "tasks", "test"), size)
    descriptions = [member.description for member in SPECIALISTS]
    plain = [question.prompt for question in asked]
    long = []
    for number, prompt in enumerate(plain):
        answers = [f"\\box{{{rng.randint(10, 99)}}}" for _ in range(len(SPECIALISTS))]
        long.append(
            (
                prompts.route(prompt, rng.sample(descriptions, 8)),
                prompts.refine(prompt, answers[0], answers[1:]),
                prompts.summarise(prompt, answers),
            )[number % 3]
        )
    return plain + long


def ask_transformers(folder: Path, asked: list[str]) -> list[Answered]:
    """Answer with `AutoModelForCausalLM`, through the chat template."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    answered = []
    for prompt in asked:
        text = tokenizer.apply_chat_template(
            [{"role": "user", "content": prompt}], tokenize=False, add_generation_prompt=True
        )
        encoded = tokenizer(text, return_tensors="pt", add_special_tokens=False)
        with torch.inference_mode():
            drawn = model.generate(**encoded, do_sample=False, max_new_tokens=LIMIT)
        tokens = encoded["input_ids"][0].tolist()
        answered.append(Answered(tokens, tokenizer.decode(drawn[0, len(tokens) :], skip_special_tokens=True)))
    return answered


def ask_llama(folder: Path, asked: list[str]) -> list[Answered]:
    """Answer with llama.cpp."""
    request = json.dumps({"model": str(folder / "model.gguf"), "prompts": asked})
    finished = subprocess.run(["node", str(SCRIPT)], input=request, capture_output=True, text=True, check=True)
    return [Answered(row["tokens"], row["text"]) for row in json.loads(finished.stdout)]


def main() -> None:
    """Compare all models and print the agreement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, default=ZOO / "models")
    parser.add_argument("--size", type=int, default=60, help="plain questions per model; as many method prompts")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    asked = sample_prompts(arguments.size)
    for name in [*(member.name for member in SPECIALISTS), BASE, ROUTER]:
        folder = arguments.models / name
        pairs = list(zip(ask_transformers(folder, asked), ask_llama(folder, asked), strict=True))
        tokens = sum(ours.tokens == theirs.tokens for ours, theirs in pairs)
        plain, long = (
            sum(ours.text == theirs.text for ours, theirs in half)
            for half in (pairs[: arguments.size], pairs[arguments.size :])
        )
        print(f"{name}: prompts tokenised alike {tokens}/{len(pairs)}, same answers {plain}/{arguments.size} plain,"
              f" {long}/{arguments.size} long")


if __name__ == "__main__":
    main()
