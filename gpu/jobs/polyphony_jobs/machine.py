"""The machine that a job runs on: one thread, no network, numbers that it computes fast, and what it was."""

from __future__ import annotations

import functools
import hashlib
import os
import platform
import resource
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

RECORDED = ("torch", "transformers", "trl", "peft", "accelerate", "datasets", "safetensors", "tokenizers", "numpy")


def prepare() -> None:
    """Set what libraries read when they are imported. Two threads are slower than one on small models."""
    os.environ |= {
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "TRANSFORMERS_NO_ADVISORY_WARNINGS": "1",
        "TRANSFORMERS_VERBOSITY": "error",
        "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
    }
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def set_seed(seed: int) -> None:
    """Start every stream of random numbers from a seed, with one thread and repeatable kernels."""
    import random

    import numpy
    import torch

    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True, warn_only=True)
    random.seed(seed)
    numpy.random.seed(seed % 2**32)
    torch.manual_seed(seed)


def derived_seed(seed: int, *places: int) -> int:
    """Return the seed of one part of a job, for example of one epoch."""
    digest = hashlib.sha256("/".join(map(str, (seed, *places))).encode()).digest()
    return int.from_bytes(digest[:7], "big")


@functools.cache
def device() -> str:
    """Return where to compute: a GPU where there is one."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


@functools.cache
def program_digest() -> str:
    """Return the SHA-256 of the source of these programs."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def versions() -> dict[str, str]:
    """Return the versions that decide which bytes come out."""
    found = {"python": platform.python_version()}
    for name in RECORDED:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def describe(numbers: str) -> dict[str, Any]:
    """Return device, threads, instruction set and the arithmetic."""
    import torch

    on_gpu = device() == "cuda"
    return {
        "device": torch.cuda.get_device_name() if on_gpu else "cpu",
        "threads": torch.get_num_threads(),
        "instructions": torch.version.cuda if on_gpu else torch.backends.cpu.get_cpu_capability(),
        "numbers": numbers,
    }


def peak_memory() -> int:
    """Return the most bytes that this process has held in memory."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
