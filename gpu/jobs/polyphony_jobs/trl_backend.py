"""The same trainings through TRL and PEFT, which know how to use GPUs: mixed precision, checkpointed gradients, accumulation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from . import machine
from .chat import encode_example, encode_prompt
from .contract import BadRequest
from .job import Job, Stopped
from .models import add_adapter, context_of, fold_adapter, load_network, load_tokenizer, write_model
from .objectives import equals_gold
from .weights import check_weights

# Examples of a step that a GPU holds at once; the gradients of the others are added to theirs.
AT_ONCE_ON_GPU = 4


def learn(job: Job, request: dict[str, Any], weights: dict[str, Any], spec: dict[str, Any]) -> dict[str, Any]:
    """Train, write the weights into `out/`, and return how it went."""
    from transformers import PrinterCallback
    from transformers.trainer_utils import get_last_checkpoint

    source = check_weights(weights)
    tokenizer = load_tokenizer(source)
    model = load_network(weights)
    longest = min(request["longest"], context_of(model))
    rows, left_out, tokens = _rows(tokenizer, spec, longest)
    if not rows:
        raise BadRequest(f"All {len(left_out)} examples are longer than {longest} tokens.")
    machine.set_seed(request["seed"])
    if request["adapter"]:
        model = add_adapter(model, request["adapter"])
    trainer = _trainer(job, request, spec, model, tokenizer, rows)
    trainer.remove_callback(PrinterCallback)
    trainer.add_callback(_watcher(job))
    job.steps_begin()
    trainer.train(resume_from_checkpoint=get_last_checkpoint(str(job.checkpoint)))
    if job.must_stop and trainer.state.global_step < trainer.state.max_steps:
        raise Stopped
    job.steps_end()
    if request["keepAdapter"] and request["adapter"]:
        trainer.model.save_pretrained(job.out / "adapter")
    write_model(source, fold_adapter(trainer.accelerator.unwrap_model(trainer.model)), job.out, request["output"])
    history = [line for line in trainer.state.log_history if "loss" in line]
    noted = {"dpo": "rewards/margins", "grpo": "reward"}.get(spec["kind"])
    return {
        "examples": len(rows),
        "leftOut": left_out,
        "tokens": round(tokens * request["epochs"]),
        "steps": trainer.state.global_step,
        "losses": [float(line["loss"]) for line in history],
        "rewards": [float(line[noted]) for line in history] if noted else [],
    }


def _rows(tokenizer: Any, spec: dict[str, Any], longest: int) -> tuple[list[dict[str, Any]], list[int], int]:
    """Return rows as TRL takes them, the places of those that are too long, and the tokens of the answers."""
    rows, left_out, tokens = [], [], 0
    for place, row in enumerate(spec.get("examples") or spec.get("pairs") or spec["questions"]):
        if spec["kind"] == "grpo":
            length, answered = len(encode_prompt(tokenizer, row["prompt"])) + spec["maxTokens"], 0
        else:
            answers = [row[name] for name in ("answer", "chosen", "rejected") if name in row]
            encoded = [encode_example(tokenizer, row["prompt"], answer) for answer in answers]
            length, answered = max(one.length for one in encoded), sum(len(one.answer) for one in encoded)
        if length > longest:
            left_out.append(place)
            continue
        tokens += answered
        if spec["kind"] == "sft":
            mask = [0] * len(encoded[0].prompt) + [1] * len(encoded[0].answer)
            rows.append({"input_ids": encoded[0].prompt + encoded[0].answer, "completion_mask": mask})
        elif spec["kind"] == "dpo":
            said = {side: [{"role": "assistant", "content": row[side]}] for side in ("chosen", "rejected")}
            rows.append({"prompt": row["prompt"]} | said)
        else:
            rows.append({"prompt": row["prompt"], "gold": row["gold"]})
    return rows, left_out, tokens


def _trainer(job: Job, request: dict[str, Any], spec: dict[str, Any], model: Any, tokenizer: Any, rows: list[dict[str, Any]]) -> Any:
    import trl
    from datasets import Dataset

    shared = {
        "model": model,
        "train_dataset": Dataset.from_list(rows),
        "processing_class": tokenizer,
    }
    common = _common(job.checkpoint, request, _wanted(request, spec, rows))
    if spec["kind"] == "sft":
        arguments = trl.SFTConfig(**common, max_length=None, packing=False, completion_only_loss=True)
        return trl.SFTTrainer(args=arguments, **shared)
    if spec["kind"] == "dpo":
        return trl.DPOTrainer(args=trl.DPOConfig(**common, max_length=None, beta=spec["beta"]), **shared)
    arguments = trl.GRPOConfig(
        **common,
        num_generations=spec["drawn"],
        max_completion_length=spec["maxTokens"],
        temperature=spec["temperature"],
        beta=0.0,
        loss_type="bnpo",
    )
    return trl.GRPOTrainer(args=arguments, reward_funcs=[_reward], **shared)


def _wanted(request: dict[str, Any], spec: dict[str, Any], rows: list[dict[str, Any]]) -> int:
    """Return how many texts a step has. GRPO counts drawn answers, not questions."""
    return min(request["batchSize"], len(rows)) * (spec["drawn"] if spec["kind"] == "grpo" else 1)


def _common(folder: Path, request: dict[str, Any], wanted: int) -> dict[str, Any]:
    on_gpu = machine.device() == "cuda"
    at_once = next(size for size in range(min(wanted, AT_ONCE_ON_GPU if on_gpu else wanted), 0, -1) if wanted % size == 0)
    return {
        "output_dir": str(folder),
        "num_train_epochs": request["epochs"],
        "per_device_train_batch_size": at_once,
        "gradient_accumulation_steps": wanted // at_once,
        "learning_rate": request["learningRate"],
        "lr_scheduler_type": request["schedule"],
        "warmup_steps": request["warmUp"],
        "weight_decay": request["weightDecay"],
        "max_grad_norm": 1.0,
        "seed": machine.derived_seed(request["seed"]) % 2**32,
        # TRL's defaults are bfloat16 and checkpointed gradients, which a CPU without units for it is ten times slower with.
        "bf16": on_gpu,
        "gradient_checkpointing": on_gpu,
        "use_cpu": not on_gpu,
        "dataloader_num_workers": 0,
        "dataloader_pin_memory": on_gpu,
        "logging_steps": 1,
        "save_strategy": "no",
        "save_total_limit": 1,
        "report_to": [],
        "disable_tqdm": True,
    }


def _reward(completions: list[Any], gold: list[str], **_: Any) -> list[float]:
    return [equals_gold(completion[0]["content"], one) for completion, one in zip(completions, gold, strict=True)]


def _watcher(job: Job) -> Any:
    from transformers import TrainerCallback

    class Watcher(TrainerCallback):
        """Reports every step, and stops at one when asked."""

        def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> Any:
            job.progress(state.global_step, state.max_steps, "steps")
            if job.must_stop:
                control.should_save = control.should_training_stop = True
            return control

    return Watcher()
