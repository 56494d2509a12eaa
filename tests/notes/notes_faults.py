"""Does to a library what happens to files: each fault in a process of its own, counting what was acknowledged and kept.

``python tests/notes/notes_faults.py write PATH [STEPS]`` adds notes for ever, or in STEPS steps and then waits with the
library open, and prints each one's id once it is saved.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from notes_help import TEXT, article, note  # noqa: E402

from natotui.errors import NatotuiError  # noqa: E402
from natotui.notes.library import Library  # noqa: E402
from natotui.notes.model import changed  # noqa: E402

WORDS = ("nurses", "bakers", "cleaners", "council", "riders")


@dataclass(frozen=True)
class Outcome:
    """Notes that the library said it had saved, and those of them that it has after the fault."""

    acknowledged: set[str]
    kept: set[str]
    problems: tuple[str, ...] = ()

    @property
    def lost(self) -> set[str]:
        return self.acknowledged - self.kept


def kept(path: Path) -> tuple[set[str], tuple[str, ...]]:
    """Ids (with body: what the note says last) that a new session finds, and what it says is wrong."""
    with Library.open(path) as library:
        return ({f"{placed.note.id}:{placed.note.body}" for placed in library.notes(article())},
                tuple(library.problems))


def write(path: Path, steps: float) -> None:
    """Add, change, and write steps of several notes; say each on standard output after it was saved. After ``steps``
    of them, say "waiting" and wait for the end."""
    text = article()
    with Library.open(path) as library:
        print("ready", library.problems, flush=True)
        number = 0
        while number < steps:
            number += 1
            try:
                if number % 3:
                    made = library.add(note(text, WORDS[number % 5], "comment", f"{number}"))
                    print(f"{made.id}:{made.body}", flush=True)
                else:
                    with library.step(text, "several"):
                        several = [library.add(note(text, word, "comment", "x" * 600)) for word in WORDS]
                        several = [library.change(changed(each, body=f"{number}-{each.body}")) for each in several]
                    print(*(f"{each.id}:{each.body}" for each in several), sep="\n", flush=True)
            except NatotuiError as fault:
                print(f"refused {fault}", flush=True)
                return
        print("waiting", flush=True)
        signal.pause()


def _writer(path: Path, *steps: str, prepare: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """A process that does ``write``."""
    return subprocess.Popen([sys.executable, __file__, "write", str(path), *steps], stdout=subprocess.PIPE, text=True,
                            preexec_fn=prepare)


def run_writer(path: Path, seconds: float, end: int = signal.SIGKILL,
               prepare: Callable[[], None] | None = None) -> tuple[set[str], list[str]]:
    """Let a writer work for ``seconds`` after it is ready, then send ``end``; what it acknowledged, and refused."""
    with _writer(path, prepare=prepare) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        assert first.startswith("ready"), first
        time.sleep(seconds)
        writer.send_signal(end)
        said = writer.stdout.read().splitlines()
    whole = {line for line in said if line.partition(":")[1] and not line.startswith("refused")}
    return whole, [line for line in said if line.startswith("refused")]


def killed(path: Path, seed: int, end: int = signal.SIGKILL) -> Outcome:
    """Killed at a random moment; the file is then opened again."""
    acknowledged, _ = run_writer(path, random.Random(seed).uniform(0.01, 0.25), end)
    return Outcome(acknowledged, *kept(path))


def killed_without_log(path: Path, seed: int) -> Outcome:
    """Killed after an acknowledgement, and the write-ahead log is gone as well. (Without its log a file that was killed
    while the log was being carried over is torn, whatever one does.)"""
    steps = random.Random(seed).randint(5, 60)
    with _writer(path, str(steps)) as writer:
        assert writer.stdout is not None
        said = list(takewhile(lambda line: line != "waiting\n", writer.stdout))
        writer.kill()
    acknowledged = {line.strip() for line in said if not line.startswith(("ready", "refused"))}
    assert path.with_name(path.name + "-wal").exists()
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return Outcome(acknowledged, *kept(path))


def full_disk(path: Path, seed: int) -> Outcome:
    """No file may grow beyond a limit: what a full disk or a quota does."""
    Library.open(path).close()
    limit = 400_000 + 4096 * seed

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    acknowledged, refused = run_writer(path, 20, signal.SIGTERM, small) if not seed else _until_refused(path, small)
    found, problems = kept(path)
    return Outcome(acknowledged, found, (*refused[:1], *problems))


def _until_refused(path: Path, prepare: Callable[[], None]) -> tuple[set[str], list[str]]:
    with _writer(path, prepare=prepare) as writer:
        said = writer.communicate(timeout=120)[0].splitlines()[1:]
    return {line for line in said if not line.startswith("refused")}, [line for line in said if "refused" in line]


def two_writers(path: Path, seed: int) -> Outcome:
    """Two sessions write to the same article; both are killed."""
    Library.open(path).close()
    with _writer(path) as other:
        acknowledged, _ = run_writer(path, random.Random(seed).uniform(0.05, 0.4))
        other.kill()
        assert other.stdout is not None
        more = [line for line in other.stdout.read().splitlines() if not line.startswith(("ready", "refused"))]
    return Outcome(acknowledged | set(more), *kept(path))


def damaged(path: Path, seed: int, spoil: Callable[[bytearray, random.Random], None]) -> Outcome:
    """Killed, then the file is damaged."""
    acknowledged, _ = run_writer(path, 0.3)
    raw = bytearray(path.read_bytes())
    spoil(raw, random.Random(seed))
    path.write_bytes(raw)
    return Outcome(acknowledged, *kept(path))


def drop_rights() -> None:
    """Be nobody, so that modes of files mean something."""
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


if __name__ == "__main__":
    assert TEXT
    write(Path(sys.argv[2]), float(sys.argv[3]) if len(sys.argv) > 3 else float("inf"))
