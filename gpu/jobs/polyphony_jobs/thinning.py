"""Which entries of a difference are kept. The portal does the same in TypeScript, to the last bit."""

from __future__ import annotations

import hashlib

import numpy as np
import torch
from torch import Tensor


def random_words(seed: int, parent: int, name: str, count: int, first: int = 0) -> np.ndarray:
    """Return 32-bit numbers that depend on seed, parent, tensor and place alone.

    Two rounds of the integer hash `lowbias32` (Wellons, "Prospecting for Hash Functions", 2018, public domain) of the
    place, keyed by the SHA-256 of the rest.
    """
    digest = hashlib.sha256(f"{seed}\n{parent}\n{name}".encode()).digest()
    keys = np.frombuffer(digest[:8], dtype=">u4").astype(np.uint32)
    places = np.arange(first, first + count, dtype=np.uint64)
    low, high = places.astype(np.uint32), (places >> np.uint64(32)).astype(np.uint32)
    return _mixed(_mixed(low ^ keys[0]) + (high ^ keys[1]))


def _mixed(words: np.ndarray) -> np.ndarray:
    words = words ^ (words >> np.uint32(16))
    words = words * np.uint32(0x7FEB352D)
    words = words ^ (words >> np.uint32(15))
    words = words * np.uint32(0x846CA68B)
    return words ^ (words >> np.uint32(16))


def drop_at_random(delta: Tensor, density: float, seed: int, parent: int, name: str) -> Tensor:
    """Keep a share of the entries, drawn by chance, and scale them up so that the mean stays (DARE)."""
    if density >= 1:
        return delta
    words = random_words(seed, parent, name, delta.numel())
    kept = torch.from_numpy(words < np.uint32(int(density * 2**32))).reshape(delta.shape)
    return torch.where(kept, delta / density, torch.zeros(()))


def keep_largest(delta: Tensor, density: float) -> Tensor:
    """Keep the share of the entries that is largest in size; among equal ones the first (TIES)."""
    if density >= 1:
        return delta
    sizes = delta.abs().reshape(-1)
    count = max(1, int(density * sizes.numel()))
    least = torch.sort(sizes).values[sizes.numel() - count]
    larger = sizes > least
    equal = sizes == least
    kept = larger | (equal & (torch.cumsum(equal, 0) <= count - larger.sum()))
    return torch.where(kept.reshape(delta.shape), delta, torch.zeros(()))
