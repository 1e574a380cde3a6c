"""What a job is asked and what it leaves: the JSON Schemas of `gpu/contracts`, which the portal generates."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

CONTRACTS = Path(__file__).resolve().parents[2] / "contracts"


class BadRequest(Exception):
    """A request that no second try can fulfil. Its words say what to do."""


@functools.cache
def schemas(name: str) -> Any:
    """Return the content of one file of `gpu/contracts`."""
    return json.loads((CONTRACTS / f"{name}.json").read_text(encoding="utf-8"))


def check_request(request: Any) -> dict[str, Any]:
    """Return a request with every default written out, or raise BadRequest."""
    kinds = schemas("requests")
    if not isinstance(request, dict) or request.get("kind") not in kinds:
        raise BadRequest(f"The request has no kind of its own. Kinds: {', '.join(kinds)}.")
    schema = kinds[request["kind"]]
    _expect(schema, request, "request")
    return _with_defaults(schema, request)


def check_result(result: dict[str, Any]) -> None:
    """Raise where a program is about to write what the portal would refuse."""
    _expect(schemas("results")[result["kind"]], result, "result")


def _expect(schema: Any, value: Any, name: str) -> None:
    error = best_match(Draft202012Validator(schema).iter_errors(value))
    if error is not None:
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)
        raise BadRequest(f"{name}{place}: {error.message[:400]}")


def _with_defaults(schema: Any, value: Any) -> Any:
    if isinstance(value, list):
        return [_with_defaults(schema.get("items", {}), item) for item in value]
    if not isinstance(value, dict):
        return value
    chosen = next((branch for branch in _branches(schema) if Draft202012Validator(branch).is_valid(value)), schema)
    properties = chosen.get("properties", {})
    absent = {name: part["default"] for name, part in properties.items() if name not in value and "default" in part}
    return absent | {name: _with_defaults(properties.get(name, {}), part) for name, part in value.items()}


def _branches(schema: Any) -> list[Any]:
    return schema.get("oneOf") or schema.get("anyOf") or [schema]
