"""A warm process: one line {"folder": FOLDER} in, one line {"folder": FOLDER, "code": CODE} out when that job has ended.

One job at a time. To cancel one, end the process: a training leaves a checkpoint where it is asked by SIGTERM or SIGUSR1, and
the process ends with the code of the job. At the end of the input it ends by itself.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from .run import STOPPED, run_job


def main() -> None:
    """Serve the lines of the standard input."""
    # What libraries print belongs to the log; the answers have the standard output for themselves.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", buffering=1)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for line in sys.stdin:
        folder = json.loads(line)["folder"]
        code = run_job(Path(folder))
        print(json.dumps({"folder": folder, "code": code}), file=answers)
        if code == STOPPED:
            sys.exit(code)


if __name__ == "__main__":
    main()
