"""Write GGUF v3 files for llama.cpp, and the Q8_0 rounding they use."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

ALIGNMENT = 32
Q8_BLOCK = 32
TYPE_F32, TYPE_Q8_0 = 0, 8
FILE_TYPE_Q8_0 = 7
TOKEN_NORMAL, TOKEN_CONTROL = 1, 3

_U32, _F32, _BOOL, _STRING, _ARRAY, _I32 = 4, 6, 7, 8, 9, 5


class Quantised(NamedTuple):
    """Scales (float16, one per block) and integers of a matrix."""

    scales: NDArray[np.float16]
    integers: NDArray[np.int8]


def quantise(matrix: NDArray[np.float32]) -> Quantised:
    """Round a matrix to Q8_0: blocks of 32 with one scale."""
    blocks = matrix.reshape(-1, Q8_BLOCK)
    scales = (np.abs(blocks).max(axis=1, keepdims=True) / 127).astype(np.float16)
    divisor = np.where(scales == 0, 1, scales).astype(np.float32)
    integers = np.clip(np.rint(blocks / divisor), -127, 127).astype(np.int8)
    return Quantised(scales, integers)


def dequantise(rounded: Quantised, shape: Sequence[int]) -> NDArray[np.float32]:
    """Return the numbers that a rounded matrix stands for."""
    return (rounded.scales.astype(np.float32) * rounded.integers).reshape(shape)


def write_gguf(path: Path, metadata: Mapping[str, Any], tensors: Mapping[str, NDArray[np.float32]]) -> None:
    """Write a file: matrices as Q8_0, vectors as F32."""
    encoded = {name: _encode_tensor(array) for name, array in tensors.items()}
    header = struct.pack("<4sIQQ", b"GGUF", 3, len(tensors), len(metadata))
    header += b"".join(_string(key) + _value(value) for key, value in metadata.items())
    offset = 0
    for name, (kind, data) in encoded.items():
        dimensions = tensors[name].shape[::-1]
        header += _string(name) + struct.pack("<I", len(dimensions))
        header += struct.pack(f"<{len(dimensions)}QIQ", *dimensions, kind, offset)
        offset += len(data) + _padding(len(data))
    with path.open("wb") as file:
        file.write(header + bytes(_padding(len(header))))
        for _, data in encoded.values():
            file.write(data + bytes(_padding(len(data))))


def _encode_tensor(array: NDArray[np.float32]) -> tuple[int, bytes]:
    if array.ndim == 1:
        return TYPE_F32, array.astype("<f4").tobytes()
    rounded = quantise(array)
    block = np.dtype([("scale", "<f2"), ("integers", "i1", Q8_BLOCK)])
    rows = np.empty(len(rounded.integers), dtype=block)
    rows["scale"], rows["integers"] = rounded.scales[:, 0], rounded.integers
    return TYPE_Q8_0, rows.tobytes()


def _padding(length: int) -> int:
    return -length % ALIGNMENT


def _string(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _value(value: Any) -> bytes:
    if isinstance(value, bool):
        return struct.pack("<I?", _BOOL, value)
    if isinstance(value, int):
        return struct.pack("<II", _U32, value)
    if isinstance(value, float):
        return struct.pack("<If", _F32, value)
    if isinstance(value, str):
        return struct.pack("<I", _STRING) + _string(value)
    if isinstance(value[0], str):
        body = b"".join(map(_string, value))
        return struct.pack("<IIQ", _ARRAY, _STRING, len(value)) + body
    return struct.pack(f"<IIQ{len(value)}i", _ARRAY, _I32, len(value), *value)
