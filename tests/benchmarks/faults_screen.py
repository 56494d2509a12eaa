"""Kills the running reader, time and again, at moments of chance: notes acknowledged on its status line, notes kept.

python tests/benchmarks/faults_screen.py [--runs 20]
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "robustness"), str(HERE.parent / "screen" / "terminal")]

from pty_program import ARTICLE, Program, kept_notes  # noqa: E402  # found only with the path above

FAULTS: dict[str, Callable[[Program], None]] = {
    "kill -9": lambda program: program.signal(signal.SIGKILL),
    "SIGHUP": lambda program: program.signal(signal.SIGHUP),
    "SIGTERM": lambda program: program.signal(signal.SIGTERM),
    "SIGINT": lambda program: program.signal(signal.SIGINT),
    "terminal gone": lambda program: program.hang_up(),
}


def one(fault: Callable[[Program], None], luck: random.Random) -> tuple[int, int]:
    """One run: notes acknowledged, notes kept."""
    with tempfile.TemporaryDirectory() as folder:
        program = Program(ARTICLE, home=Path(folder) / "home").ready()
        said = 0
        try:
            for _ in range(luck.randint(0, 5)):
                program.type("jh").shows("highlighted, saved")
                said += 1
                program.type("j").until(lambda: "saved" not in program.status, "the next sentence")
            program.type("jh")
            program.step(luck.random() * 0.05)
            said += "highlighted, saved" in program.status
            fault(program)
            program.process.wait()
        finally:
            program.close()
        return said, len(kept_notes(program.home))


def main() -> int:
    """Print a line a fault; the exit code says whether any note was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    luck, lost = random.Random(20), 0
    print(f"{'fault':16}{'runs':>8}{'acknowledged':>14}{'kept':>8}{'lost':>8}")
    for name, fault in FAULTS.items():
        pairs = [one(fault, luck) for _ in range(runs)]
        gone = sum(max(0, said - kept) for said, kept in pairs)
        lost += gone
        print(f"{name:16}{runs:8}{sum(p[0] for p in pairs):14}{sum(p[1] for p in pairs):8}{gone:8}", flush=True)
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main())
