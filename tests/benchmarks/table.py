"""One table: what a person at a terminal feels with natotui, less, w3m and bare Textual programs, in the same run.

    python tests/benchmarks/table.py [--runs N] [--large] [--markdown]

The programs take turns, so that a busy machine treats all alike; ratios to the bare app travel, times do not.
``--large`` adds a file of 100 MB, ``--markdown`` prints the README's table.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import psutil

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "robustness"), str(HERE.parent / "screen" / "terminal")]

from pty_program import ARTICLE, Program  # noqa: E402  # found only with the path above

DOWN, TAB, ESC = "\x1b[B", "\t", "\x1b"
BARE = HERE / "bare.py"
MOST_FOR_PANES = 20_000_000
"""Bytes up to which the bare two panes are measured: they need a minute for 10 MB."""
PAUSE = 0.08
"""Seconds without a byte after which a key is taken to be answered by a program at work: twelve keys a second."""
IDLE = 2.0
"""Seconds of idling that are measured."""


@dataclass(frozen=True)
class Contestant:
    """A program: how it is started, and which keys do what a reader does. Keys typed before a series prepare it."""

    name: str
    command: tuple[str, ...]
    keys: dict[str, tuple[str, str]] = field(default_factory=dict)


def contestants() -> Iterator[Contestant]:
    """Those that are installed."""
    python = sys.executable
    yield Contestant(
        "natotui",
        (python, "-m", "natotui", "--no-library"),
        {
            "sentence": ("g", "jjjjjjjj"),
            "row": ("g", DOWN * 8),
            "page": ("g", "    "),
            "jump": ("g", "tttcccee"),
            "outline": ("g" + TAB, "jjjjjjjj"),
            "pane": (TAB, TAB * 4),
            "hit": ("g", "nnnn"),
        },
    )
    pager = {"row": ("g", "jjjjjjjj"), "page": ("g", "    "), "jump": ("g", "GgGg"), "hit": ("g", "nnnn")}
    if shutil.which("less"):
        yield Contestant("less", ("less",), pager)
    if shutil.which("w3m"):
        yield Contestant("w3m", ("w3m",), pager | {"row": ("g", "JJJJJJJJ")})
    yield Contestant("bare app", (python, str(BARE), "app"))
    yield Contestant(
        "bare two panes",
        (python, str(BARE), "panes"),
        {"row": ("", "jjjjjjjj"), "page": ("", "    "), "outline": (TAB, DOWN * 8), "pane": (TAB, TAB * 4)},
    )


def presses(keys: str) -> Iterator[str]:
    """The keys one by one."""
    while keys:
        size = 3 if keys.startswith(ESC) else 1
        yield keys[:size]
        keys = keys[size:]


def family(program: Program) -> list[psutil.Process]:
    """The process and its children."""
    root = psutil.Process(program.process.pid)
    return [root, *root.children(recursive=True)]


def cpu(program: Program) -> float:
    """CPU seconds that it has taken."""
    return sum(sum(process.cpu_times()[:2]) for process in family(program))


def timed(program: Program, key: str) -> tuple[float, int]:
    """Milliseconds from a key to its last byte, and its bytes."""
    chunks, at = len(program.chunks), time.perf_counter()
    count = program.key(key)
    last = program.chunks[-1][0] if len(program.chunks) > chunks else at
    return (last - at) * 1e3, count


def answered(program: Program, keys: str) -> list[float]:
    """Milliseconds from each key to the first byte of its answer, while the program is at work."""
    waits = []
    for key in presses(keys):
        chunks, at = len(program.chunks), time.perf_counter()
        program.type(key)
        while program.step(PAUSE):
            pass
        if len(program.chunks) > chunks:
            waits.append((program.chunks[chunks][0] - at) * 1e3)
    return waits


def opening(who: Contestant, path: Path, needle: str) -> dict[str, float]:
    """How keys are answered from the first text on, while the rest is read and analysed."""
    home = Path(tempfile.mkdtemp(prefix="bench"))
    program = Program(*who.command, path, home=home, command=True)
    try:
        program.shows(needle, limit=120).until(lambda: "%" in program.status, "the status line")
        waits = answered(program, ("jj " + DOWN * 2 + "j") * 8)
    finally:
        program.close()
        shutil.rmtree(home, ignore_errors=True)
    return {"opening ms": median(waits), "opening ms 95%": quantiles(waits, n=20)[-1]}


def measured(who: Contestant, path: Path, needle: str) -> dict[str, float]:
    """All figures of one run."""
    home = Path(tempfile.mkdtemp(prefix="bench"))
    program = Program(*who.command, path, home=home, command=True)
    figures: dict[str, float] = {}
    waits: list[float] = []
    try:
        program.shows(needle, limit=120)
        figures["first paint ms"] = (program.chunks[-1][0] - program.started) * 1e3
        program.rest()
        if who.name == "natotui":
            program.ready()
        figures["start bytes"] = len(program.output)
        for kind, (before, keys) in who.keys.items():
            if kind == "hit":
                program.type("/the\r").rest()
            for key in presses(before):
                program.type(key).rest()
            pairs = [timed(program, key) for key in presses(keys)]
            if kind == "hit":
                program.type(ESC).rest()
            figures[f"{kind} ms"] = median(pair[0] for pair in pairs)
            figures[f"{kind} bytes"] = median(pair[1] for pair in pairs)
            waits += [pair[0] for pair in pairs if pair[1]]
        if waits:
            figures["any key ms"], figures["any key ms 95%"] = median(waits), quantiles(waits, n=20)[-1]
        figures["memory MB"] = sum(process.memory_info().rss for process in family(program)) / 2**20
        spent, sent, began = cpu(program), len(program.output), time.perf_counter()
        program.until(lambda: time.perf_counter() - began > IDLE, "idling")
        figures["idle ms/s"] = (cpu(program) - spent) * 1e3 / (time.perf_counter() - began)
        figures["idle bytes"] = len(program.output) - sent
    finally:
        program.close()
        shutil.rmtree(home, ignore_errors=True)
    return figures | (opening(who, path, needle) if who.name == "natotui" else {})


def made(folder: Path, size: int) -> Path:
    """A text of ``size`` bytes: the bundled article over and over, each time under another heading."""
    text = ARTICLE.read_text(encoding="utf-8")
    path = folder / f"{size // 1_000_000} MB.md"
    with path.open("w", encoding="utf-8") as file:
        written = file.write(text)
        number = 1
        while written < size:
            number += 1
            written += file.write(f"\n\n## Part {number}\n\n{text}")
    return path


def tables(runs: int, paths: dict[str, Path]) -> dict[str, dict[str, dict[str, float]]]:
    """Medians by file, program and figure."""
    found: dict[str, dict[str, list[dict[str, float]]]] = {name: defaultdict(list) for name in paths}
    for turn in range(runs + 1):
        for name, path in paths.items():
            for who in contestants():
                if who.name == "bare two panes" and path.stat().st_size > MOST_FOR_PANES:
                    continue
                figures = measured(who, path, "solidarity")
                if turn:  # the first turn warms the caches
                    found[name][who.name].append(figures)
    return {
        name: {
            who: {kind: median(each[kind] for each in all_runs if kind in each) for kind in all_runs[0]}
            for who, all_runs in by_program.items()
        }
        for name, by_program in found.items()
    }


COLUMNS = (
    "first paint ms",
    "start bytes",
    *(
        f"{kind} {unit}"
        for kind in ("sentence", "row", "page", "jump", "outline", "pane", "hit")
        for unit in ("bytes", "ms")
    ),
    "any key ms",
    "any key ms 95%",
    "opening ms",
    "opening ms 95%",
    "memory MB",
    "idle ms/s",
    "idle bytes",
)


def rows(table: dict[str, dict[str, float]]) -> Iterator[list[str]]:
    """The lines of one file's table: a figure a line, a program a column."""
    names = list(table)
    yield ["", *names, " natotui / bare app"]
    for column in COLUMNS:
        values = [table[name].get(column) for name in names]
        ours, bare = table["natotui"].get(column), table["bare app"].get(column)
        ratio = f"{ours / bare:.2f}" if ours is not None and bare else ""
        yield [
            column,
            *("–" if value is None else f"{value:,.1f}" if value < 10 else f"{value:,.0f}" for value in values),
            ratio,
        ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args()
    for name in ("less", "w3m"):
        if not shutil.which(name):
            print(f"({name} is not installed: left out)")
    with tempfile.TemporaryDirectory() as folder:
        paths = {f"{ARTICLE.stat().st_size / 1000:.0f} kB": ARTICLE, "10 MB": made(Path(folder), 10_000_000)}
        if options.large:
            paths["100 MB"] = made(Path(folder), 100_000_000)
        for name, table in tables(options.runs, paths).items():
            print(f"\n**{name}**\n" if options.markdown else f"\n{name}")
            for number, cells in enumerate(rows(table)):
                if options.markdown:
                    print("| " + " | ".join(cells) + " |" + ("\n|" + "---|" * len(cells) if not number else ""))
                else:
                    print(f"{cells[0]:16}" + "".join(f"{cell:>19}" for cell in cells[1:]))


if __name__ == "__main__":
    main()
