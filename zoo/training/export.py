"""Write a model as a Hugging Face checkpoint and as GGUF, holding the same numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

import prompts
from gguf import FILE_TYPE_Q8_0, TOKEN_CONTROL, TOKEN_NORMAL, dequantise, quantise, write_gguf
from model import ModelConfig, TinyLlama
from tokenizer import BOS, PAD, SPECIALS

CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{% if message['role'] == 'user' %}<|user|>{{ message['content'] }}{% endif %}"
    "{% if message['role'] == 'assistant' %}<|assistant|>{{ message['content'] }}<|end|>{% endif %}"
    "{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"
)

_GGUF_NAMES = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
    "input_layernorm": "attn_norm",
    "post_attention_layernorm": "ffn_norm",
}


class Exported(NamedTuple):
    """A model read back from its files."""

    model: TinyLlama
    tokenizer: Tokenizer


def export_model(folder: Path, name: str, model: TinyLlama, tokenizer: Tokenizer) -> None:
    """Write all files of a model but its card.

    Matrices are rounded to Q8_0 values first, so that `model.safetensors` and `model.gguf` agree.
    """
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {key: _rounded(tensor.detach().numpy()) for key, tensor in model.state_dict().items()}
    halves = {key: torch.from_numpy(array).half() for key, array in arrays.items()}
    save_file(halves, folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer.save(str(folder / "tokenizer.json"))
    _write_json(folder / "config.json", _config(model.config, tokenizer))
    _write_json(folder / "generation_config.json", _generation_config(tokenizer))
    _write_json(folder / "tokenizer_config.json", _tokenizer_config(model.config))
    tensors = {_gguf_name(key): _gguf_layout(key, array, model.config) for key, array in arrays.items()}
    write_gguf(folder / "model.gguf", _gguf_metadata(name, model.config, tokenizer), tensors)


def load_exported(folder: Path) -> Exported:
    """Read a model back from `model.safetensors`."""
    model = TinyLlama(ModelConfig())
    model.load_state_dict({key: tensor.float() for key, tensor in load_file(folder / "model.safetensors").items()})
    return Exported(model.eval(), Tokenizer.from_file(str(folder / "tokenizer.json")))


def _rounded(array: NDArray[np.float32]) -> NDArray[np.float32]:
    return array if array.ndim == 1 else dequantise(quantise(array), array.shape)


def _gguf_name(key: str) -> str:
    if key == "model.embed_tokens.weight":
        return "token_embd.weight"
    if key == "model.norm.weight":
        return "output_norm.weight"
    _, _, layer, module = key.removesuffix(".weight").split(".", 3)
    return f"blk.{layer}.{_GGUF_NAMES[module]}.weight"


def _gguf_layout(key: str, array: NDArray[np.float32], config: ModelConfig) -> NDArray[np.float32]:
    """Reorder query and key rows: transformers rotates half-split pairs, llama.cpp interleaved ones."""
    if not key.endswith(("q_proj.weight", "k_proj.weight")):
        return array
    split = array.reshape(config.heads, 2, config.head_dim // 2, config.hidden_size)
    return split.swapaxes(1, 2).reshape(array.shape)


def _gguf_metadata(name: str, config: ModelConfig, tokenizer: Tokenizer) -> dict[str, Any]:
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda pair: pair[1])
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    return {
        "general.architecture": "llama",
        "general.name": name,
        "general.license": "apache-2.0",
        "general.file_type": FILE_TYPE_Q8_0,
        "general.quantization_version": 2,
        "llama.context_length": config.context,
        "llama.embedding_length": config.hidden_size,
        "llama.block_count": config.layers,
        "llama.feed_forward_length": config.intermediate_size,
        "llama.attention.head_count": config.heads,
        "llama.attention.head_count_kv": config.heads,
        "llama.attention.layer_norm_rms_epsilon": config.norm_eps,
        "llama.rope.dimension_count": config.head_dim,
        "llama.rope.freq_base": config.rope_theta,
        "llama.vocab_size": config.vocab_size,
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "qwen2",
        "tokenizer.ggml.tokens": [token for token, _ in vocabulary],
        "tokenizer.ggml.token_type": [TOKEN_CONTROL if token in SPECIALS else TOKEN_NORMAL for token, _ in vocabulary],
        "tokenizer.ggml.merges": [" ".join(merge) for merge in merges],
        "tokenizer.ggml.bos_token_id": tokenizer.token_to_id(BOS),
        "tokenizer.ggml.eos_token_id": tokenizer.token_to_id(prompts.END),
        "tokenizer.ggml.padding_token_id": tokenizer.token_to_id(PAD),
        "tokenizer.ggml.add_bos_token": False,
        "tokenizer.chat_template": CHAT_TEMPLATE,
    }


def _config(config: ModelConfig, tokenizer: Tokenizer) -> dict[str, Any]:
    return {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "attention_bias": False,
        "attention_dropout": 0.0,
        "bos_token_id": tokenizer.token_to_id(BOS),
        "eos_token_id": tokenizer.token_to_id(prompts.END),
        "pad_token_id": tokenizer.token_to_id(PAD),
        "head_dim": config.head_dim,
        "hidden_act": "silu",
        "hidden_size": config.hidden_size,
        "initializer_range": 0.05,
        "intermediate_size": config.intermediate_size,
        "max_position_embeddings": config.context,
        "mlp_bias": False,
        "num_attention_heads": config.heads,
        "num_hidden_layers": config.layers,
        "num_key_value_heads": config.heads,
        "rms_norm_eps": config.norm_eps,
        "rope_theta": config.rope_theta,
        "tie_word_embeddings": True,
        "torch_dtype": "float16",
        "use_cache": True,
        "vocab_size": config.vocab_size,
    }


def _generation_config(tokenizer: Tokenizer) -> dict[str, Any]:
    return {
        "bos_token_id": tokenizer.token_to_id(BOS),
        "eos_token_id": tokenizer.token_to_id(prompts.END),
        "pad_token_id": tokenizer.token_to_id(PAD),
        "do_sample": False,
        "max_new_tokens": 40,
    }


def _tokenizer_config(config: ModelConfig) -> dict[str, Any]:
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": BOS,
        "eos_token": prompts.END,
        "pad_token": PAD,
        "chat_template": CHAT_TEMPLATE,
        "clean_up_tokenization_spaces": False,
        "model_max_length": config.context,
    }


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n")
