"""Models in memory: the tokenizer, the network, and the parts of it that learn."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from . import machine
from .contract import BadRequest
from .weights import check_weights, write_like

ATTENTION = ("q_proj", "k_proj", "v_proj", "o_proj")


def load_tokenizer(folder: Path) -> Any:
    """Return the tokenizer, padding on the right."""
    from transformers import AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(folder)
    except (OSError, ValueError) as error:
        raise BadRequest(f"The tokenizer in {folder} cannot be loaded: {error}") from error
    if tokenizer.eos_token_id is None:
        raise BadRequest(f"The tokenizer in {folder} has no token that ends an answer.")
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    tokenizer.padding_side = "right"
    return tokenizer


def load_network(weights: Mapping[str, Any], kind: str = "AutoModelForCausalLM", dtype: torch.dtype = torch.float32) -> Any:
    """Return the network. On a CPU always in float32: bfloat16 takes ten times as long without units for it."""
    import transformers

    folder = check_weights(weights)
    try:
        model = getattr(transformers, kind).from_pretrained(folder, dtype=dtype, attn_implementation="sdpa", use_safetensors=True)
    except (OSError, ValueError) as error:
        raise BadRequest(f"The model in {folder} cannot be loaded: {error}") from error
    return model.to(machine.device()).eval()


def asking_dtype() -> torch.dtype:
    """Return in which numbers a model answers here."""
    return torch.bfloat16 if machine.device() == "cuda" else torch.float32


def context_of(model: Any) -> int:
    """Return how many tokens a model can read and write together."""
    return getattr(model.config, "max_position_embeddings", None) or sys.maxsize


def expect_room(model: Any, lengths: Sequence[int], name: str) -> None:
    """Refuse texts that are longer than what the model can read; nothing is cut."""
    longest = max(lengths)
    if longest > context_of(model):
        raise BadRequest(f"{name}[{lengths.index(longest)}] needs {longest} tokens; the model has room for {context_of(model)}.")


def add_adapter(model: Any, adapter: Mapping[str, Any]) -> Any:
    """Put low-rank adapters on the attention, whatever its parts are called in this architecture."""
    from peft import LoraConfig, get_peft_model
    from peft.utils.constants import TRANSFORMERS_MODELS_TO_LORA_TARGET_MODULES_MAPPING as KNOWN

    names = {name.rsplit(".", 1)[-1] for name, _ in model.named_modules()}
    targets = [name for name in ATTENTION if name in names] or KNOWN.get(model.config.model_type)
    if not targets:
        raise BadRequest(f"Where an adapter goes in a {model.config.model_type} is not known. Train all weights instead.")
    config = LoraConfig(
        r=adapter["rank"],
        lora_alpha=adapter["alpha"],
        lora_dropout=0.0,
        bias="none",
        target_modules=list(targets),
        task_type="CAUSAL_LM",
    )
    return get_peft_model(model, config)


def fold_adapter(model: Any) -> Any:
    """Return the network with its adapters added to its weights."""
    return model.merge_and_unload() if hasattr(model, "merge_and_unload") else model


def write_model(source: Path, model: Any, out: Path, dtype: str) -> dict[str, int]:
    """Write what a network holds in the layout of the folder that it was loaded from."""
    state: dict[str, Tensor] = model.state_dict()

    def tensor_of(key: str) -> Tensor:
        if key not in state:
            raise BadRequest(f"{key} of {source} has another name in memory; this architecture cannot be written.")
        return state[key].float()

    return write_like(source, out, dtype, tensor_of)
