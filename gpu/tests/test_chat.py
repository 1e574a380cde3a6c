"""What is learned from: the tokens of the answer and the one that ends it, counted by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
import zoo
from polyphony_jobs import models, objectives
from polyphony_jobs.chat import IGNORED, collate, encode_example, encode_prompt
from polyphony_jobs.contract import BadRequest
from torch.nn import functional as F

ASKED = "Order the letters p e n\n\nPut the final answer in \\box{ANSWER}."


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    """The zoo's tokenizer."""
    return models.load_tokenizer(Path(zoo.model("warden")["folder"]))


def test_only_the_answer_and_its_end_have_labels(tokenizer: Any) -> None:
    example = encode_example(tokenizer, zoo.user(ASKED), "\\box{e n p}")
    ids = tokenizer.convert_tokens_to_ids
    assert example.prompt[0] == ids("<|user|>")
    assert example.prompt[-1] == ids("<|assistant|>")
    assert example.prompt == encode_prompt(tokenizer, zoo.user(ASKED))
    assert tokenizer.decode(example.answer) == "\\box{e n p}<|end|>"
    short = encode_example(tokenizer, zoo.user("Hi"), "Yes")
    batch = collate([example, short], tokenizer.pad_token_id, "cpu")
    hand = [IGNORED] * len(example.prompt) + example.answer
    assert batch.labels[0].tolist() == hand
    assert batch.labels[1].tolist() == [IGNORED] * len(short.prompt) + short.answer + [IGNORED] * (len(hand) - short.length)
    assert batch.mask[1].tolist() == [1] * short.length + [0] * (len(hand) - short.length)


def test_an_earlier_answer_in_the_prompt_is_not_learned(tokenizer: Any) -> None:
    talk = [*zoo.user("Hi"), {"role": "assistant", "content": "Hello"}, *zoo.user(ASKED)]
    example = encode_example(tokenizer, talk, "\\box{e n p}")
    assert tokenizer.decode(example.answer) == "\\box{e n p}<|end|>"
    assert "Hello" in tokenizer.decode(example.prompt)


def test_the_loss_is_the_mean_over_the_answers_tokens(tokenizer: Any) -> None:
    model = models.load_network(zoo.model("warden"))
    examples = [
        encode_example(tokenizer, zoo.user(ASKED), "\\box{e n p}"),
        encode_example(tokenizer, zoo.user("Hi"), "Yes, of course"),
    ]
    total = 0.0
    for example in examples:
        logits = model(input_ids=torch.tensor([example.prompt + example.answer])).logits[0]
        for step, token in enumerate(example.answer):
            total -= F.log_softmax(logits[len(example.prompt) + step - 1], 0)[token].item()
    hand = total / sum(len(example.answer) for example in examples)
    objective = objectives.Supervised(examples, tokenizer, 4096)
    assert sum(loss.value.item() for loss in objective.losses(model, [0, 1], 0)) == pytest.approx(hand, abs=1e-5)


def test_a_step_that_does_not_fit_at_once_has_the_same_loss(tokenizer: Any, monkeypatch: Any) -> None:
    model = models.load_network(zoo.model("warden"))
    examples = [encode_example(tokenizer, row["prompt"], row["answer"]) for row in zoo.examples("sorting", 9)]
    whole = sum(loss.value.item() for loss in objectives.Supervised(examples, tokenizer, 4096).losses(model, range(9), 0))
    monkeypatch.setattr(objectives, "PER_PASS", 2 * examples[0].length)
    parts = list(objectives.Supervised(examples, tokenizer, 4096).losses(model, range(9), 0))
    assert len(parts) > 3
    assert sum(loss.value.item() for loss in parts) == pytest.approx(whole, abs=1e-5)


def test_a_template_that_rewrites_answers_does_not_change_what_is_learned(tokenizer: Any, monkeypatch: Any) -> None:
    shown = "<|user|>{{ m['content'].split('</think>')[-1] }}"
    template = "{% for m in messages %}" + shown + "{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"
    monkeypatch.setattr(tokenizer, "chat_template", template)
    example = encode_example(tokenizer, zoo.user("Hi"), "hm</think>Yes")
    assert tokenizer.decode(example.answer) == "hm</think>Yes<|end|>"


def test_a_model_without_a_chat_template_is_refused(tokenizer: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(tokenizer, "chat_template", None)
    with pytest.raises(BadRequest, match="no chat template"):
        encode_prompt(tokenizer, zoo.user("Hi"))


@pytest.mark.parametrize(
    ("text", "gold", "reward"),
    [
        ("\\box{e n p}", "e n p", 1),
        ("First \\box{a}, then \\boxed{ E  n p }", "\\box{e n p}", 1),
        ("e n p", "\\box{e n p}", 1),
        ("\\box{n}", "e", 0),
        ("", "e", 0),
    ],
)
def test_an_answer_equals_the_gold_as_a_whole_or_in_its_last_box(text: str, gold: str, reward: float) -> None:
    assert objectives.equals_gold(text, gold) == reward
