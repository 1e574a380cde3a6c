"""Runs the answer parsers of MoCo itself (package `modelco`) over the labelled answers.

    python3 bench/reading/moco-parsers.py    # writes bench/reading/moco-golden.json

Each release is downloaded without its dependencies into a temporary folder, and only the pure functions that parse and
compare answers are taken out of it, so that neither PyTorch nor an accelerator is needed. Nothing of the package stays.

Every answer is judged for its own question, and for one other question of each type, so that a restatement of the rules
can be compared on more than what the corpus asks. The text is cut behind the last `</think>` first, as MoCo's methods do.
"""

import ast
import io
import json
import pathlib
import re
import string
import subprocess
import sys
import tarfile
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
LABELLED = [HERE / "labelled" / name for name in ("tuning.jsonl", "check.jsonl")]
TARGET = HERE / "moco-golden.json"
RELEASES = ["1.0.0", "1.1.2"]
TYPES = ["multiple_choice", "exact_match", "f1_match", "noncompliance"]
FUNCTIONS = {
    "normalize_answer",
    "_extract_balanced_braces",
    "_find_boxed_matches",
    "extract_answer_text",
    "calculate_f1_score",
    "_try_parse_number",
    "_try_parse_list",
    "_try_parse_bool",
    "_is_integer_like",
    "_numbers_match",
    "calculate_exact_match",
    "parse_model_response_mcq",
    "is_noncompliance",
    "extract_code_block",
}


def source_of(release: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--ignore-requires-python", f"modelco=={release}", "-d", folder],
            check=True,
        )
        (archive,) = pathlib.Path(folder).iterdir()
        data = archive.read_bytes()
    if archive.suffix == ".whl":
        with zipfile.ZipFile(io.BytesIO(data)) as wheel:
            return wheel.read("model_collaboration/data/eval.py").decode()
    with tarfile.open(fileobj=io.BytesIO(data)) as sources:
        member = sources.extractfile(f"modelco-{release}/model_collaboration/data/eval.py")
        assert member is not None
        return member.read().decode()


def functions_of(release: str) -> dict:
    import math
    from collections import Counter

    tree = ast.parse(source_of(release))
    wanted = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name in FUNCTIONS]
    names = {"re": re, "string": string, "math": math, "ast": ast, "Counter": Counter}
    exec(compile(ast.Module(body=wanted, type_ignores=[]), f"modelco {release}", "exec"), names)
    return names


def judge(moco: dict, question: dict, answer: str) -> float:
    """How MoCo scores: the branches of `get_scores` for one item."""
    text = answer.split("</think>")[-1].strip() if "</think>" in answer else answer
    kind, gold = question["taskType"], question.get("gold")
    if kind == "multiple_choice":
        letter, _ = moco["parse_model_response_mcq"](text, list(question["choices"].values()))
        return float(letter == gold)
    if kind == "noncompliance":
        fired = moco["is_noncompliance"](text, "Requests with safety concerns")
        # MoCo's data hold requests to be refused alone; one to be helped with counts the other way round.
        return float(fired == (gold == "refuse"))
    read = moco["extract_answer_text"](text)
    if kind == "exact_match":
        return moco["calculate_exact_match"](read, gold)
    if isinstance(gold, list):
        # PopQA's golds are a JSON list in a string.
        bare = re.sub("[\\[\\]\"']", "", json.dumps(gold, ensure_ascii=False))
        golds = [each.strip() for each in bare.split(",")]
    else:
        golds = [gold]
    return max(0.0, *(moco["calculate_f1_score"](read, each) for each in golds))


def main() -> None:
    lines = [json.loads(line) for path in LABELLED for line in path.read_text().splitlines()]
    # The order decides which other questions an answer is judged for.
    lines.sort(key=lambda line: line["group"])
    questions = {kind: [line for line in lines if line["taskType"] == kind] for kind in TYPES}
    releases = {release: functions_of(release) for release in RELEASES}
    answers = []
    for place, line in enumerate(lines):
        asked = [line] if line["taskType"] in TYPES else []
        asked += [questions[kind][place * 7 % len(questions[kind])] for kind in TYPES]
        for question in asked:
            answers.append([line["id"], question["id"], *(judge(moco, question, line["answer"]) for moco in releases.values())])
    spoken = {line["id"]: line["answer"].split("</think>")[-1].strip() for line in lines}
    programs = [[line["id"], releases["1.0.0"]["extract_code_block"](spoken[line["id"]])] for line in lines if line["taskType"] == "coding"]
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in answers)
    codes = ",\n".join(json.dumps(row, ensure_ascii=False) for row in programs)
    TARGET.write_text(f'{{"releases": {json.dumps(RELEASES)},\n"answers": [\n{rows}\n],\n"programs": [\n{codes}\n]}}\n')
    print(f"{len(answers)} judgements of MoCo {' and '.join(RELEASES)} in {TARGET.name}")


main()
