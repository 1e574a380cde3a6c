"""A program that keeps the contract of a job's folder and does what its request tells it, for tests."""
import json
import os
import signal
import subprocess
import sys
import time

folder = sys.argv[-1]
with open(os.path.join(folder, "request.json"), encoding="utf-8") as file:
    request = json.load(file)
checkpoint = os.path.join(folder, "checkpoint", "state.json")
asked = {"stop": False}


def stop(_number, _frame):
    asked["stop"] = True


def write_whole(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path + ".tmp", "w", encoding="utf-8") as file:
        json.dump(value, file)
    os.replace(path + ".tmp", path)


for number in (signal.SIGTERM, signal.SIGUSR1):
    signal.signal(number, stop)
if request.get("deaf"):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if request.get("child"):
    subprocess.Popen(["sleep", "600"])
if request.get("refuse"):
    write_whole(os.path.join(folder, "failure.json"), {"words": request["refuse"]})
    sys.exit(64)
if "die" in request:
    os.kill(os.getpid(), request["die"])
if "exit" in request:
    sys.exit(request["exit"])
if request.get("fill"):
    with open(os.path.join(folder, "out", "large"), "wb") as file:
        for _ in range(request["fill"]):
            file.write(b"x" * (1 << 20))
            file.flush()
hold = bytearray(request.get("megabytes", 0) << 20)
hold[::4096] = b"x" * len(hold[::4096])

step = 0
if os.path.exists(checkpoint):
    with open(checkpoint, encoding="utf-8") as file:
        step = json.load(file)["step"]
resumed_at = step
while step < request.get("steps", 1):
    time.sleep(request.get("stepSeconds", 0.05))
    step += 1
    with open(os.path.join(folder, "progress.jsonl"), "a", encoding="utf-8") as file:
        file.write(json.dumps({"step": step}) + "\n")
    if request.get("checkpoints", True):
        write_whole(checkpoint, {"step": step})
    if asked["stop"] and step < request.get("steps", 1):
        sys.exit(75 if request.get("checkpoints", True) else 1)
print("finished", flush=True)
with open(os.path.join(folder, "out", "weights.txt"), "w", encoding="utf-8") as file:
    file.write("weights of %s\n" % request.get("seed", 0))
if not request.get("noResult"):
    write_whole(os.path.join(folder, "result.json"), {"steps": step, "resumedAt": resumed_at, "environment": os.environ.get("GREETING", "")})
