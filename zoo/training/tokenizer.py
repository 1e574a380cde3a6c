"""A byte-level BPE of the zoo's own texts, so that the long method prompts become short."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

import prompts
from catalog import SKILLS
from roster import SPECIALISTS

# llama.cpp knows this pre-tokenizer under the name "qwen2": single digits, words with their leading space.
QWEN2_PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
PAD, BOS = "<|pad|>", "<|bos|>"
SPECIALS = (PAD, BOS, prompts.END, prompts.USER, prompts.ASSISTANT)
TEMPLATE_EVERY = 25


def corpus(seed: int, size: int) -> Iterable[str]:
    """Yield training questions with answers, and the method templates now and then."""
    rng = Random(seed)
    descriptions = [member.description for member in SPECIALISTS]
    skills = list(SKILLS.values())
    for number in range(size):
        skill = skills[number % len(skills)]
        question = rng.choice((skill.draw, skill.make_open))(rng, skill.units)
        yield question.prompt
        yield question.answer
        if number % TEMPLATE_EVERY == 0:
            answers = [question.answer] * 2
            yield prompts.route(question.prompt, descriptions)
            yield prompts.describe(question.prompt)
            yield prompts.refine(question.prompt, question.answer, answers)
            yield prompts.summarise(question.prompt, answers)
            yield prompts.aggregate(question.prompt, answers)


def train_tokenizer(path: Path, vocab_size: int, seed: int, size: int = 20_000) -> Tokenizer:
    """Train the tokenizer once and write it in the `tokenizers` format."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(QWEN2_PATTERN), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        special_tokens=list(SPECIALS),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(corpus(seed, size), trainer)
    path.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(path))
    return tokenizer
