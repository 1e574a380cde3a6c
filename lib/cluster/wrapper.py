#!/usr/bin/env python3
"""Carries one execution of a job: starts its program, and writes down how it began, that it lives and how it ended.

Started in the folder of an attempt, where `job.json` says what to do:
    name, attempt, nonce: strings and number that stand in every file written here
    command: list of strings, the program and its arguments; the folder of the execution is added as the last argument
    environment: object of strings, variables for the program
    heartbeatSeconds, graceSeconds: seconds between two signs of life; seconds between asking the program to end and ending it
    warnSeconds: seconds before the time limit at which the program gets SIGUSR1
    seconds, memoryMb: limits that this wrapper enforces, null where the cluster does

Each execution has a folder of its own, named by how often the cluster started this attempt again: `0`, `1`, ... There it
writes started.json, heartbeat (its time of change is the sign of life), log.txt, and exit.json last, whole or not at all.
A folder that exists already was executed by somebody else: then nothing is done and the exit status is 76.
Python 3.8 or newer, nothing else.
"""
import ctypes
import errno
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

try:
    # Loaded here, because little may be done between fork and exec.
    LIBC = ctypes.CDLL(None, use_errno=True)
except OSError:
    LIBC = None
EXECUTED_ALREADY, INPUT_OUTPUT_ERROR = 76, 74


def write_whole(path, value):
    """Writes JSON so that others see all of it or nothing, also after a power cut."""
    temporary = path + ".tmp"
    with open(temporary, "w", encoding="utf-8") as file:
        json.dump(value, file, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    folder = os.open(os.path.dirname(path), os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def begin_time(pid):
    """When a process began, in ticks since the machine did; None where the system does not say. With the pid it names one process."""
    try:
        with open("/proc/%d/stat" % pid, "rb") as file:
            return int(file.read().rsplit(b")", 1)[1].split()[19])
    except (OSError, IndexError, ValueError):
        return None


def machine():
    """Names this start of this machine: after another start no process of before lives."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return socket.gethostname() + "/" + file.read().strip()
    except OSError:
        return socket.gethostname()


def executions_before(attempt_folder, attempt, restart):
    """Folders of earlier executions of this job, newest first."""
    base = os.path.dirname(attempt_folder)
    found = []
    for one in os.listdir(base):
        if not one.isdigit() or int(one) > attempt:
            continue
        for other in os.listdir(os.path.join(base, one)):
            if other.isdigit() and (int(one), int(other)) < (attempt, restart):
                found.append((int(one), int(other)))
    return [os.path.join(base, str(one), str(other)) for one, other in sorted(found, reverse=True)]


def is_superseded(attempt_folder, attempt, restart):
    """Whether a later execution of this job has begun elsewhere, because this one was believed dead."""
    try:
        later = [name for name in os.listdir(attempt_folder) if name.isdigit() and int(name) > restart]
        base = os.path.dirname(attempt_folder)
        return bool(later) or any(
            name.isdigit() and int(name) > attempt and any(inner.isdigit() for inner in os.listdir(os.path.join(base, name)))
            for name in os.listdir(base)
        )
    except OSError:
        return False


def take_checkpoint(folder, earlier):
    """Moves the newest checkpoint here: in one step, so that it is never in two places or half in one."""
    for old in earlier:
        if os.path.isdir(os.path.join(old, "checkpoint")):
            os.rename(os.path.join(old, "checkpoint"), os.path.join(folder, "checkpoint"))
            return


def memory_of(session):
    """Bytes of memory of all processes of one session; shared pages count in proportion where the system says so."""
    total = 0
    for name in os.listdir("/proc") if os.path.isdir("/proc") else []:
        if not name.isdigit():
            continue
        try:
            if os.getsid(int(name)) != session:
                continue
            with open("/proc/%s/smaps_rollup" % name, encoding="ascii") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith(("Pss:", "SwapPss:"))) * 1024
        except (OSError, ValueError):
            continue
    return total


def hash_outputs(folder):
    """SHA-256 of result.json and of every file below out/, by path."""
    paths = [os.path.join(folder, "result.json")] if os.path.isfile(os.path.join(folder, "result.json")) else []
    for where, _, names in os.walk(os.path.join(folder, "out")):
        paths += [os.path.join(where, name) for name in names]
    hashes = {}
    for path in sorted(paths):
        digest = hashlib.sha256()
        with open(path, "rb") as file:
            for block in iter(lambda: file.read(1 << 20), b""):
                digest.update(block)
        hashes[os.path.relpath(path, folder)] = digest.hexdigest()
    return hashes


def die_with_parent():
    """Has the kernel end the program when this wrapper is killed, so that none goes on unseen. Linux only."""
    try:
        LIBC.prctl(1, signal.SIGKILL)
    except AttributeError:
        pass


class Execution:
    def __init__(self, attempt_folder, spec, restart):
        self.spec, self.restart, self.attempt_folder = spec, restart, attempt_folder
        self.folder = os.path.join(attempt_folder, str(restart))
        self.began, self.reason, self.child, self.ask_to_end_at = time.monotonic(), None, None, None
        self.over = threading.Event()

    def facts(self):
        return {
            "name": self.spec["name"],
            "attempt": self.spec["attempt"],
            "restart": self.restart,
            "nonce": self.spec["nonce"],
            "machine": machine(),
            "node": os.environ.get("SLURMD_NODENAME", socket.gethostname()),
            "clusterJobId": os.environ.get("SLURM_JOB_ID"),
            "pid": os.getpid(),
            "began": begin_time(os.getpid()),
        }

    def send(self, number):
        """Sends a signal to the program and all that it started in its group."""
        if self.child is not None:
            try:
                os.killpg(self.child.pid, number)
            except (ProcessLookupError, PermissionError):
                pass

    def on_signal(self, number, _frame):
        if number == signal.SIGUSR1:
            self.warn()
        else:
            self.send(number)
        if number in (signal.SIGTERM, signal.SIGINT):
            self.end("term", number=None)

    def warn(self):
        """Tells the program that its time is nearly over. However it ends from here on, that is why."""
        self.reason = self.reason or "time"
        self.send(signal.SIGUSR1)

    def end(self, reason, number=signal.SIGTERM):
        """Asks the program to end; after the grace it is ended."""
        if self.ask_to_end_at is None:
            self.reason, self.ask_to_end_at = reason, time.monotonic()
            if number is not None:
                self.send(number)

    def watch(self):
        """Gives signs of life and enforces the limits until the program has ended and all is written down."""
        beat, warned = 0.0, False
        while not self.over.wait(0.5):
            now = time.monotonic()
            if now - beat >= self.spec["heartbeatSeconds"]:
                beat = now
                try:
                    with open(os.path.join(self.folder, "heartbeat"), "a", encoding="ascii"):
                        os.utime(os.path.join(self.folder, "heartbeat"))
                except OSError:
                    pass
                if is_superseded(self.attempt_folder, self.spec["attempt"], self.restart):
                    self.end("superseded", signal.SIGKILL)
            limit, memory = self.spec["seconds"], self.spec["memoryMb"]
            if limit is not None and not warned and now - self.began >= limit - self.spec["warnSeconds"]:
                warned = True
                self.warn()
            if limit is not None and now - self.began >= limit:
                self.end("time")
            if memory is not None and self.child is not None and memory_of(self.child.pid) > memory * 1024 * 1024:
                self.end("memory", signal.SIGKILL)
            if self.ask_to_end_at is not None and now - self.ask_to_end_at >= self.spec["graceSeconds"]:
                self.send(signal.SIGKILL)

    def environment(self):
        variables = dict(os.environ)
        variables.setdefault("PATH", "/usr/local/bin:/usr/bin:/bin")
        variables.update(self.spec["environment"])
        secrets = os.path.join(os.path.dirname(self.attempt_folder), "secrets.json")
        if os.path.exists(secrets):
            with open(secrets, encoding="utf-8") as file:
                variables.update(json.load(file))
        variables.update(JOB_NAME=self.spec["name"], JOB_NONCE=self.spec["nonce"], JOB_FOLDER=self.folder)
        return variables

    def prepare(self):
        os.mkdir(self.folder)
        shutil.copyfile(os.path.join(os.path.dirname(self.attempt_folder), "request.json"), os.path.join(self.folder, "request.json"))
        take_checkpoint(self.folder, executions_before(self.attempt_folder, self.spec["attempt"], self.restart))
        os.makedirs(os.path.join(self.folder, "out"), exist_ok=True)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1, signal.SIGUSR2):
            signal.signal(number, self.on_signal)
        write_whole(os.path.join(self.folder, "started.json"), self.facts())

    def run(self):
        """Returns the program's exit code and the number of the signal that ended it; one of them is None."""
        with open(os.path.join(self.folder, "log.txt"), "ab", buffering=0) as output:
            try:
                self.child = subprocess.Popen(
                    self.spec["command"] + [self.folder],
                    cwd=self.folder,
                    env=self.environment(),
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,
                    preexec_fn=die_with_parent,
                )
            except OSError as error:
                output.write(("%s cannot be started: %s\n" % (self.spec["command"][0], error.strerror)).encode())
                return 127, None
            if self.ask_to_end_at is not None:
                self.send(signal.SIGTERM)
            status = self.child.wait()
            # What it left behind would hold the machine and write into a folder that is finished.
            self.send(signal.SIGKILL)
            return (None, -status) if status < 0 else (status, None)

    def carry(self):
        self.prepare()
        watching = threading.Thread(target=self.watch, daemon=True)
        watching.start()
        code, number = self.run()
        hashes = hash_outputs(self.folder) if code == 0 else {}
        seconds = round(time.monotonic() - self.began, 3)
        ending = {"code": code, "signal": number, "reason": self.reason, "seconds": seconds, "outputs": hashes}
        write_whole(os.path.join(self.folder, "exit.json"), {**self.facts(), **ending})
        self.over.set()
        watching.join()
        return code if code is not None else 128 + number


def main():
    attempt_folder = os.getcwd()
    with open(os.path.join(attempt_folder, "job.json"), encoding="utf-8") as file:
        spec = json.load(file)
    try:
        return Execution(attempt_folder, spec, int(os.environ.get("SLURM_RESTART_COUNT", "0"))).carry()
    except FileExistsError:
        return EXECUTED_ALREADY
    except OSError as error:
        sys.stderr.write("%s\n" % error)
        return errno.ENOSPC if error.errno in (errno.ENOSPC, errno.EDQUOT) else INPUT_OUTPUT_ERROR


if __name__ == "__main__":
    sys.exit(main())
