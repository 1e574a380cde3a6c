"""Answers questions with Inspect AI over an OpenAI-compatible server; prints one line of JSON."""

import json
import os
import tempfile
import time

from evaluation import processor_seconds, read_options


def main() -> None:
    """Measure one evaluation, imports left out."""
    options = read_options()
    os.environ["MOCK_BASE_URL"] = f"{options.url}/v1"
    os.environ["MOCK_API_KEY"] = "none"

    from inspect_ai import Task, eval
    from inspect_ai.dataset import FieldSpec, json_dataset
    from inspect_ai.scorer import includes
    from inspect_ai.solver import generate

    dataset = json_dataset(options.questions, FieldSpec(input="question", target="answer"))
    task = Task(dataset=dataset, solver=generate(), scorer=includes())
    started, spent = time.perf_counter(), processor_seconds()
    [log] = eval(
        task,
        model="openai-api/mock/mock",
        temperature=0.0,
        max_tokens=256,
        max_retries=1,
        max_connections=options.connections,
        max_samples=options.connections,
        display="none",
        log_dir=tempfile.mkdtemp(),
        log_level="error",
        log_realtime=False,
        log_model_api=False,
    )
    seconds, spent = time.perf_counter() - started, processor_seconds() - spent
    done = log.results.completed_samples if log.results else 0
    count = len(dataset)
    print(json.dumps({"seconds": seconds, "cpuMs": spent * 1000 / count, "failures": count - done}))


main()
