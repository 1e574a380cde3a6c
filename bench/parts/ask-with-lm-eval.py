"""Answers questions with lm-evaluation-harness over an OpenAI-compatible server; prints one line of JSON."""

import json
import os
import tempfile
import time
from pathlib import Path

from evaluation import processor_seconds, read_options

TASK = """
task: questions
dataset_path: json
dataset_kwargs:
  data_files:
    test: {file}
test_split: test
output_type: generate_until
doc_to_text: "{{{{question}}}}"
doc_to_target: "{{{{answer}}}}"
generation_kwargs:
  until: []
  max_gen_toks: 256
  temperature: 0.0
metric_list:
  - metric: exact_match
"""


def main() -> None:
    """Measure one evaluation, imports and the reading of the questions left out."""
    options = read_options()
    os.environ.update(OPENAI_API_KEY="none", HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1")

    import lm_eval
    from lm_eval.tasks import TaskManager, get_task_dict

    folder = Path(tempfile.mkdtemp())
    (folder / "questions.yaml").write_text(TASK.format(file=options.questions))
    manager = TaskManager(include_path=str(folder), include_defaults=False)
    tasks = get_task_dict(["questions"], manager)
    count = len(tasks["questions"].dataset["test"])
    model = lm_eval.api.registry.get_model("local-chat-completions")(
        base_url=f"{options.url}/v1/chat/completions",
        model="mock",
        num_concurrent=options.connections,
        max_retries=1,
        tokenized_requests=False,
        tokenizer_backend=None,
    )
    started, spent = time.perf_counter(), processor_seconds()
    results = lm_eval.evaluate(model, tasks, apply_chat_template=True, log_samples=False, bootstrap_iters=0)
    seconds, spent = time.perf_counter() - started, processor_seconds() - spent
    done = results["n-samples"]["questions"]["effective"]
    print(json.dumps({"seconds": seconds, "cpuMs": spent * 1000 / count, "failures": count - done}))


main()
