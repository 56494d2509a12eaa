"""Does each fault to a library while it is written, and counts notes: ``python tests/benchmarks/faults.py [RUNS]``.

*acknowledged*: the library said that they were saved; *kept*: a new session has them with the words they had last;
*lost* must be 0 wherever the disk kept what it was given. The last rows destroy part of the file itself: there, lost
ones are named to the person, and the daily backup is not even counted on.
"""

from __future__ import annotations

import random
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "notes"), str(Path(__file__).parents[2])]

from notes_faults import Outcome, damaged, full_disk, killed, killed_without_log, two_writers  # noqa: E402


def _flip(raw: bytearray, chance: random.Random) -> None:
    for _ in range(8):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)


def _cut(raw: bytearray, chance: random.Random) -> None:
    del raw[chance.randrange(len(raw)):]


def _first_page(raw: bytearray, chance: random.Random) -> None:
    raw[:4096] = chance.randbytes(4096)


def _some_page(raw: bytearray, chance: random.Random) -> None:
    place = 4096 * chance.randrange(1, len(raw) // 4096)
    raw[place:place + 4096] = chance.randbytes(4096)


FAULTS: dict[str, Callable[[Path, int], Outcome]] = {
    "kill -9": killed,
    "SIGTERM": lambda path, seed: killed(path, seed, signal.SIGTERM),
    "SIGHUP (dropped line)": lambda path, seed: killed(path, seed, signal.SIGHUP),
    "two writers, kill -9": two_writers,
    "kill -9, log deleted": killed_without_log,
    "full disk": lambda path, seed: full_disk(path, seed + 1),
    "first page overwritten": lambda path, seed: damaged(path, seed, _first_page),
    "a page overwritten": lambda path, seed: damaged(path, seed, _some_page),
    "8 bits flipped": lambda path, seed: damaged(path, seed, _flip),
    "truncated anywhere": lambda path, seed: damaged(path, seed, _cut),
}


def main(runs: int) -> int:
    """Print the table; 1 if a note was lost that must not be."""
    print(f"{'fault':24} runs  acknowledged   kept   lost  runs with a message")
    bad = 0
    for name, fault in FAULTS.items():
        acknowledged = kept = lost = told = 0
        for seed in range(runs):
            with tempfile.TemporaryDirectory() as folder:
                outcome = fault(Path(folder) / "library.db", seed)
            acknowledged += len(outcome.acknowledged)
            kept += len(outcome.acknowledged & outcome.kept)
            lost += len(outcome.lost)
            told += bool(outcome.problems)
            silent = bool(outcome.lost) and not outcome.problems
            bad += silent or (bool(outcome.lost) and not name.startswith(("8", "a ", "first", "trunc")))
        print(f"{name:24} {runs:4}  {acknowledged:12}  {kept:5}  {lost:5}  {told:19}", flush=True)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
