"""Rewards, vectors and the graph router."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
import torch
import zoo
from polyphony_jobs import machine


@pytest.fixture(scope="module")
def reward_model(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A classifier of one output, its head drawn by chance."""
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    folder = tmp_path_factory.mktemp("reward")
    source = zoo.model("base")["folder"]
    machine.set_seed(3)
    AutoModelForSequenceClassification.from_pretrained(source, num_labels=1, dtype=torch.float32).save_pretrained(folder)
    AutoTokenizer.from_pretrained(source).save_pretrained(folder)
    return {"folder": str(folder)}


def test_a_reward_is_the_logit_at_the_end_of_the_answer(run: Any, reward_model: dict[str, Any]) -> None:
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    pairs = [{"prompt": row["prompt"], "answer": row["answer"]} for row in [*zoo.examples("sorting", 3), *zoo.examples("dangers", 4)]]
    logits = run({"kind": "reward", "model": reward_model, "pairs": pairs, "batchSize": 4}).output["logits"]
    model = AutoModelForSequenceClassification.from_pretrained(reward_model["folder"]).eval()
    tokenizer = AutoTokenizer.from_pretrained(reward_model["folder"])
    for pair, logit in zip(pairs, logits, strict=True):
        text = f"<|user|>{pair['prompt'][0]['content']}<|assistant|>{pair['answer']}<|end|>"
        encoded = tokenizer(text, return_tensors="pt", add_special_tokens=False)
        with torch.no_grad():
            alone = model.score(model.model(**encoded).last_hidden_state)[0, -1, 0].item()
        assert logit == pytest.approx(alone, abs=1e-4)
    assert len(set(logits)) == len(logits)


def test_a_classifier_of_two_outputs_is_no_reward_model(run: Any, reward_model: dict[str, Any], tmp_path: Path) -> None:
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    AutoModelForSequenceClassification.from_pretrained(zoo.model("base")["folder"], num_labels=2).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(zoo.model("base")["folder"]).save_pretrained(tmp_path)
    done = run({"kind": "reward", "model": {"folder": str(tmp_path)}, "pairs": [{"prompt": zoo.user("Hi"), "answer": "Yes"}]})
    assert done.code == 64
    assert "2 outputs" in done.read("failure.json")["words"]


def test_a_vector_does_not_depend_on_the_other_texts(run: Any) -> None:
    texts = ["The sea is deep and blue.", "17 + 26 = 43", "", "Bees eat nectar. " * 20]
    together = run({"kind": "embed", "model": zoo.model("base"), "texts": texts}).output["vectors"]
    for text, vector in zip(texts, together, strict=True):
        alone = run({"kind": "embed", "model": zoo.model("base"), "texts": [text]}).output["vectors"][0]
        assert vector == pytest.approx(alone, abs=1e-4)
    assert len(together[0]) == 128


def test_the_graph_router_learns_who_knows_what_and_not_the_order_of_the_pool(run: Any) -> None:
    random = Random(4)
    topics = [[random.gauss(0, 1) for _ in range(12)] for _ in range(3)]

    def question(topic: int) -> list[float]:
        return [value + random.gauss(0, 0.3) for value in topics[topic]]

    # The last model knows topic 0, the middle one topic 1, the first one topic 2.
    learned = [{"vector": question(place % 3), "scores": [float(2 - place % 3 == model) for model in range(3)]} for place in range(120)]
    asked = [question(place % 3) for place in range(60)]
    request = {"kind": "graph_router", "models": [[0.0] * 12] * 3, "learned": learned, "asked": asked, "seed": 1}
    done = run(request)
    chosen = [max(range(3), key=row.__getitem__) for row in done.output["scores"]]
    assert sum(choice == 2 - place % 3 for place, choice in enumerate(chosen)) >= 57
    assert done.output["validation"] >= 0.9
    assert run(request).output == done.output


def test_results_of_the_zoo_route_its_questions(run: Any) -> None:
    """Two specialists, questions of their own skills: the router sends each question to the one who knows."""
    rows = [(prompt, expert) for expert, task in enumerate(("capitals", "cipher")) for prompt in zoo.prompts_of(task, "dev")]
    texts = [prompt[0]["content"] for prompt, _ in rows]
    vectors = run({"kind": "embed", "model": zoo.model("base"), "texts": texts}).output["vectors"]
    learned = [
        {"vector": vector, "scores": [float(expert == model) for model in range(2)]}
        for vector, (_, expert) in zip(vectors, rows, strict=True)
    ]
    done = run(
        {
            "kind": "graph_router",
            "models": [[0.0] * 128] * 2,
            "learned": learned[::2],
            "asked": vectors[1::2],
            "seed": 1,
        }
    )
    right = [row[expert] == max(row) for row, (_, expert) in zip(done.output["scores"], rows[1::2], strict=True)]
    assert sum(right) / len(right) >= 0.95


def test_sampled_answers_depend_on_the_seed_alone(run: Any) -> None:
    request = {
        "kind": "generate",
        "model": zoo.model("warden"),
        "prompts": zoo.prompts_of("letters", "dev"),
        "maxTokens": 12,
        "temperature": 1.0,
        "topP": 0.9,
    }
    first, again, other = (run(request | {"seed": seed}).output["answers"] for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert {answer["finishReason"] for answer in first} == {"stop"}
    cut = run(request | {"maxTokens": 1, "seed": 1}).output["answers"]
    assert {answer["finishReason"] for answer in cut if answer["text"]} == {"length"}
    assert {answer["tokens"] for answer in cut} == {1}
