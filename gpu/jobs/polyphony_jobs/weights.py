"""Weights on a disk: checked, loaded, and written tensor by tensor in the layout of a Hugging Face repository."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from .contract import BadRequest

DTYPES = {"F16": torch.float16, "BF16": torch.bfloat16, "F32": torch.float32}
COPIED = (
    "config.json",
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "vocab.json",
    "merges.txt",
    "tokenizer.model",
    "chat_template.jinja",
    "chat_template.json",
    "model.safetensors.index.json",
)


def check_weights(weights: Mapping[str, Any], needed: str = "config.json") -> Path:
    """Return the folder, when its files are those that the request names."""
    folder = Path(weights["folder"])
    if not (folder / needed).is_file():
        raise BadRequest(f"{folder} has no {needed}: it is no folder of {'a model' if needed == 'config.json' else 'an adapter'}.")
    for name, expected in weights.get("files", {}).items():
        path = folder / name
        if not path.is_file():
            raise BadRequest(f"{path} is not there.")
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != expected:
            raise BadRequest(f"{path} is another file: its SHA-256 is {digest}, not {expected}.")
    return folder


class Tensors:
    """The tensors of a folder, read one at a time from however many files they lie in."""

    def __init__(self, folder: Path, opened: ExitStack) -> None:
        self.folder = folder
        self.files = sorted(path.name for path in folder.glob("*.safetensors"))
        if not self.files:
            raise BadRequest(f"{folder} has no *.safetensors: weights are read from these only.")
        self._of: dict[str, Any] = {}
        self.shapes: dict[str, tuple[int, ...]] = {}
        self.file_of: dict[str, str] = {}
        for name in self.files:
            try:
                handle = opened.enter_context(safe_open(folder / name, framework="pt"))
            except (SafetensorError, OSError) as error:
                raise BadRequest(f"{folder / name} cannot be read: {error}") from error
            for key in handle.keys():
                part = handle.get_slice(key)
                if part.get_dtype() not in DTYPES:
                    raise BadRequest(f"{folder / name}: {key} holds {part.get_dtype()}, not F16, BF16 or F32.")
                self._of[key], self.file_of[key], self.shapes[key] = handle, name, tuple(part.get_shape())

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._of))

    def read(self, key: str) -> Tensor:
        """Return one tensor as F32."""
        return self._of[key].get_tensor(key).float()


def write_like(source: Path, out: Path, dtype: str, tensor_of: Callable[[str], Tensor]) -> dict[str, int]:
    """Write a model with the names, shapes and files of another one, its numbers computed one tensor at a time."""
    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as opened:
        tensors = Tensors(source, opened)
        for name in tensors.files:
            keys = [key for key in tensors if tensors.file_of[key] == name]
            _write_file(out / name, {key: tensors.shapes[key] for key in keys}, dtype, tensor_of)
        count, parameters = len(tensors.shapes), sum(_size(shape) for shape in tensors.shapes.values())
    for name in COPIED:
        if (source / name).is_file():
            shutil.copyfile(source / name, out / name)
    _say_dtype(out / "config.json", dtype)
    _correct_index(out / "model.safetensors.index.json", parameters * DTYPES[dtype].itemsize)
    return {"tensors": count, "parameters": parameters}


def _write_file(path: Path, shapes: Mapping[str, tuple[int, ...]], dtype: str, tensor_of: Callable[[str], Tensor]) -> None:
    """Write one file, byte for byte as the safetensors library would, but without holding all of it."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    offset = 0
    for key, shape in shapes.items():
        end = offset + _size(shape) * DTYPES[dtype].itemsize
        header[key] = {"dtype": dtype, "shape": list(shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for key, shape in shapes.items():
            tensor = tensor_of(key)
            if tuple(tensor.shape) != shape:
                raise BadRequest(f"{key} has the shape {tuple(tensor.shape)}, not {shape}: the models are of different sizes.")
            numbers = tensor.detach().to("cpu", DTYPES[dtype]).contiguous().reshape(-1)
            if not torch.isfinite(numbers).all():
                raise OverflowError(f"{key} has numbers that {dtype} cannot hold. Write BF16 or F32, or merge or train less strongly.")
            file.write(numbers.view(torch.uint8).numpy().data)


def _size(shape: tuple[int, ...]) -> int:
    return int(torch.Size(shape).numel())


def _say_dtype(path: Path, dtype: str) -> None:
    """Name the numbers in the configuration, and leave the rest of its text as it is."""
    text = path.read_text(encoding="utf-8")
    name = str(DTYPES[dtype]).removeprefix("torch.")
    path.write_text(re.sub(r'("(?:torch_)?dtype":\s*)"\w+"', rf'\1"{name}"', text), encoding="utf-8")


def _correct_index(path: Path, size: int) -> None:
    if path.is_file():
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'("total_size":\s*)\d+', rf"\g<1>{size}", text), encoding="utf-8")
