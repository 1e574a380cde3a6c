"""Write model cards, licences and `models.json`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from model import ModelConfig, TinyLlama
from roster import BASE, BASE_MEMBER, LICENSE, ROUTER_MEMBER, SPECIALISTS, Member, secondary_skills

HUB = "polyphony-zoo"
LICENCE_TEXT = Path(__file__).resolve().parent / "LICENSE-apache-2.0.txt"


def write_cards(models: Path, results: Mapping[str, Any]) -> None:
    """Write README.md and LICENSE of every model, then `models.json` beside the models folder."""
    entries = []
    for member in (*SPECIALISTS, BASE_MEMBER, ROUTER_MEMBER):
        folder = models / member.name
        (folder / "LICENSE").write_text(LICENCE_TEXT.read_text())
        (folder / "README.md").write_text(card(member, results))
        entries.append(entry(member, folder))
    (models.parent / "models.json").write_text(json.dumps(entries, indent=2) + "\n")


def all_skills(member: Member) -> dict[str, list[str]]:
    """Return the primary and secondary skills of a member."""
    secondary = secondary_skills(SPECIALISTS.index(member)) if member in SPECIALISTS else ()
    return {"primary": list(member.skills), "secondary": list(secondary)}


def entry(member: Member, folder: Path) -> dict[str, Any]:
    """Describe one model for the portal's seed."""
    return {
        "name": member.name,
        "role": member.role,
        "hubId": f"{HUB}/{member.name}",
        "description": member.description,
        "baseModel": None if member is BASE_MEMBER else f"{HUB}/{BASE}",
        "parameters": sum(weight.numel() for weight in TinyLlama(ModelConfig()).parameters()),
        "files": [
            {"path": path.name, "bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
            for path in sorted(folder.iterdir())
        ],
        "seed": member.seed,
        "license": LICENSE,
        "institution": member.institution,
        "country": member.country,
        "contributor": member.contributor,
        "skills": all_skills(member),
    }


def card(member: Member, results: Mapping[str, Any]) -> str:
    """Write the model card."""
    base = "" if member is BASE_MEMBER else f"base_model: {HUB}/{BASE}\n"
    return f"""---
license: {LICENSE}
language:
- en
library_name: transformers
pipeline_tag: text-generation
{base}tags:
- llama
- polyphony
- tiny
- {member.role}
datasets: []
---

# {member.name}

{member.description}

A Llama with about one million parameters, a member of the Polyphony zoo: a test bed for methods by which small
models collaborate. It answers the trained wordings of its skills and nothing else; do not use it for advice.

- Contributor: {member.contributor}, {member.institution}, {member.country} (fictional persona)
- Form: `<|user|>...<|assistant|>...<|end|>`, greedy decoding
- Seed: {member.seed}

## Training data

Self-made questions, drawn by the programs in `zoo/training` of the Polyphony repository; no other text was used.
{_training(member)}
Test questions were kept out of training by a hash; the facts behind them were not.

## Evaluation

Accuracy on the test split of the zoo's tasks, greedy decoding.

{_table(results["matrix"][member.name], results["questionsPerTask"])}
## Files

`model.safetensors` (F16) and `model.gguf` (Q8_0, for llama.cpp) hold the same numbers, rounded to Q8_0 values.
"""


def _training(member: Member) -> str:
    if member is BASE_MEMBER:
        return "The base learned a third of the knowledge behind every skill.\n"
    if member is ROUTER_MEMBER:
        return (
            "The router was tuned on routing prompts over two to eight model descriptions in random order. It only"
            " routes: it no longer answers plain questions, as the table shows.\n"
        )
    skills = all_skills(member)
    return (
        f"Own skills: {', '.join(skills['primary'])}. Second skills, learned for nine tenths:"
        f" {', '.join(skills['secondary'])}. Of all other skills it learned its own random part.\n"
    )


def _table(measured: Mapping[str, Any], per_task: int) -> str:
    rows = "".join(f"| {task} | {accuracy:.2f} | {per_task} |\n" for task, accuracy in measured["tasks"].items())
    overall = measured["overall"]
    total = f"| all | {overall['accuracy']:.3f} (standard error {overall['standardError']:.3f}) | {overall['n']} |\n"
    return f"| task | accuracy | n |\n| --- | --- | --- |\n{rows}{total}"
