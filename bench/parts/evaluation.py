"""What the programs that measure a harness share: their arguments, and the time of the processor."""

import argparse
import resource


def read_options() -> argparse.Namespace:
    """Address of the server, file of the questions, and how many requests may be under way."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url")
    parser.add_argument("--questions")
    parser.add_argument("--connections", type=int)
    return parser.parse_args()


def processor_seconds() -> float:
    """Processor time of this process and of those that it waited for."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)
