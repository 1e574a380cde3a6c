"""Write weights in other numbers, with an adapter folded in where there is one."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from .contract import BadRequest
from .job import Job
from .models import fold_adapter, load_network, write_model
from .run import Outcome
from .weights import Tensors, check_weights, write_like


def run(job: Job, request: dict[str, Any]) -> Outcome:
    """Write the model of the request into `out/`."""
    source = check_weights(request["model"])
    if request["adapter"] is None:
        with ExitStack() as opened:
            return Outcome(write_like(source, job.out, request["output"], Tensors(source, opened).read))
    from peft import PeftModel

    model = load_network(request["model"])
    # Only numbers are read from an adapter, never a pickle, which could run code.
    adapter = check_weights(request["adapter"], "adapter_model.safetensors")
    try:
        model = PeftModel.from_pretrained(model, adapter)
    except (OSError, ValueError, RuntimeError) as error:
        raise BadRequest(f"The adapter in {adapter} does not fit {source}: {error}") from error
    return Outcome(write_model(source, fold_adapter(model), job.out, request["output"]))
