"""The tiny Llama: the architecture, batched greedy decoding, and nothing else.

Parameter names and the rotary embedding (half-split) follow transformers' `LlamaForCausalLM`, so a state
dict saved here is a Hugging Face checkpoint without any renaming.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F


@dataclass(frozen=True)
class ModelConfig:
    """Shape of the network; every model of the zoo shares it, so that weights can be merged."""

    vocab_size: int = 2048
    hidden_size: int = 128
    layers: int = 4
    heads: int = 4
    intermediate_size: int = 352
    context: int = 1024
    rope_theta: float = 10000.0
    norm_eps: float = 1e-5

    @property
    def head_dim(self) -> int:
        """Width of one attention head."""
        return self.hidden_size // self.heads


class Cache:
    """Keys and values of the tokens decoded so far, one pair per layer."""

    def __init__(self) -> None:
        self.keys: dict[int, Tensor] = {}
        self.values: dict[int, Tensor] = {}

    def extend(self, layer: int, key: Tensor, value: Tensor) -> tuple[Tensor, Tensor]:
        """Append one step and return everything seen by this layer."""
        if layer in self.keys:
            key = torch.cat((self.keys[layer], key), dim=2)
            value = torch.cat((self.values[layer], value), dim=2)
        self.keys[layer], self.values[layer] = key, value
        return key, value


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotate half-split pairs, as transformers does."""
    first, second = x.chunk(2, dim=-1)
    return x * cos + torch.cat((-second, first), dim=-1) * sin


class Attention(nn.Module):
    """Causal multi-head attention."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.q_proj = nn.Linear(config.hidden_size, config.hidden_size, bias=False)
        self.k_proj = nn.Linear(config.hidden_size, config.hidden_size, bias=False)
        self.v_proj = nn.Linear(config.hidden_size, config.hidden_size, bias=False)
        self.o_proj = nn.Linear(config.hidden_size, config.hidden_size, bias=False)

    def forward(
        self, x: Tensor, angles: tuple[Tensor, Tensor], mask: Tensor | None, cache: Cache | None, layer: int
    ) -> Tensor:
        batch, length, width = x.shape
        query, key, value = (
            projection(x).view(batch, length, self.heads, -1).transpose(1, 2)
            for projection in (self.q_proj, self.k_proj, self.v_proj)
        )
        query, key = rotate(query, *angles), rotate(key, *angles)
        if cache is not None:
            key, value = cache.extend(layer, key, value)
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=mask is None)
        return self.o_proj(mixed.transpose(1, 2).reshape(batch, length, width))


class FeedForward(nn.Module):
    """SwiGLU."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.up_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.down_proj = nn.Linear(config.intermediate_size, config.hidden_size, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    """One pre-norm block."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.input_layernorm = nn.RMSNorm(config.hidden_size, eps=config.norm_eps)
        self.self_attn = Attention(config)
        self.post_attention_layernorm = nn.RMSNorm(config.hidden_size, eps=config.norm_eps)
        self.mlp = FeedForward(config)

    def forward(
        self,
        x: Tensor,
        angles: tuple[Tensor, Tensor],
        mask: Tensor | None,
        cache: Cache | None,
        layer: int,
        kept: Tensor | None,
    ) -> Tensor:
        x = x + self.self_attn(self.input_layernorm(x), angles, mask, cache, layer)
        if kept is not None:
            x = x.flatten(0, 1)[kept]
        return x + self.mlp(self.post_attention_layernorm(x))


class Decoder(nn.Module):
    """Embedding, blocks and final norm (transformers' `model.*`)."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(config.vocab_size, config.hidden_size)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.layers))
        self.norm = nn.RMSNorm(config.hidden_size, eps=config.norm_eps)


class TinyLlama(nn.Module):
    """A Llama with a tied output head."""

    cos: Tensor
    sin: Tensor

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.model = Decoder(config)
        frequency = config.rope_theta ** (-torch.arange(0, config.head_dim, 2).float() / config.head_dim)
        angles = torch.outer(torch.arange(config.context).float(), frequency).repeat(1, 2)
        self.register_buffer("cos", angles.cos(), persistent=False)
        self.register_buffer("sin", angles.sin(), persistent=False)
        self.apply(self._initialise)

    def _initialise(self, module: nn.Module) -> None:
        if isinstance(module, nn.Linear | nn.Embedding):
            nn.init.normal_(module.weight, std=0.02 if isinstance(module, nn.Embedding) else 0.05)

    def hidden(
        self,
        tokens: Tensor,
        positions: Tensor | None = None,
        mask: Tensor | None = None,
        cache: Cache | None = None,
        kept: Tensor | None = None,
    ) -> Tensor:
        """Return the last hidden states, of all tokens or of the flat positions `kept`.

        Without `positions`, tokens start at position 0. `kept` spares the last feed-forward the tokens without a
        loss, which are nearly all of a long prompt.
        """
        if positions is None:
            angles = self.cos[: tokens.shape[1]], self.sin[: tokens.shape[1]]
        else:
            angles = self.cos[positions].unsqueeze(1), self.sin[positions].unsqueeze(1)
        x = self.model.embed_tokens(tokens)
        for number, layer in enumerate(self.model.layers):
            x = layer(x, angles, mask, cache, number, kept if number == self.config.layers - 1 else None)
        return self.model.norm(x)

    def logits(self, hidden: Tensor) -> Tensor:
        """Project hidden states on the vocabulary with the tied embedding."""
        return F.linear(hidden, self.model.embed_tokens.weight)

    @torch.inference_mode()
    def generate(self, prompts: list[list[int]], end: int, limit: int) -> list[list[int]]:
        """Decode greedily, one batch of left-padded prompts, until `end` or `limit` new tokens."""
        longest = max(map(len, prompts))
        padding = torch.tensor([longest - len(prompt) for prompt in prompts])
        tokens = torch.tensor([[end] * (longest - len(prompt)) + prompt for prompt in prompts])
        visible = torch.arange(longest) >= padding[:, None]
        causal = torch.ones(longest, longest, dtype=torch.bool).tril()
        # A padded row attends to itself: an all-masked row would be NaN.
        mask = (causal & visible[:, None, :] | torch.eye(longest, dtype=torch.bool))[:, None]
        positions = (torch.arange(longest) - padding[:, None]).clamp(min=0)
        cache = Cache()
        hidden = self.hidden(tokens, positions, mask, cache)[:, -1]
        done = torch.zeros(len(prompts), dtype=torch.bool)
        drawn: list[Tensor] = []
        for step in range(limit):
            chosen = self.logits(hidden).argmax(-1).masked_fill(done, end)
            drawn.append(chosen)
            done |= chosen == end
            if bool(done.all()):
                break
            visible = torch.cat((visible, torch.ones(len(prompts), 1, dtype=torch.bool)), dim=1)
            position = (longest + step - padding)[:, None]
            hidden = self.hidden(chosen[:, None], position, visible[:, None, None, :], cache)[:, -1]
        rows = torch.stack(drawn, dim=1).tolist()
        return [row[: row.index(end)] if end in row else row for row in rows]
