"""Measures the library with 100,000 notes beside an empty one: ``python tests/benchmarks/library.py [NOTES]``."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from natotui.article.model import Article, Blocks
from natotui.notes.anchoring import anchor
from natotui.notes.library import Library
from natotui.notes.model import new_note

_WORDS = ("council", "night", "bus", "riders", "nurses", "cost", "tram", "town", "budget", "vote", "harbour",
          "school", "winter", "letter", "price", "road", "bridge", "union", "court", "river", "market", "doctor")


def article(number: int) -> Article:
    """An article of some 6 kB whose words depend on ``number``."""
    words = [_WORDS[(number * 7 + place * (3 + number % 5)) % len(_WORDS)] for place in range(1000)]
    return Article(" ".join(words) + f" {number}", Blocks(), f"/articles/{number}.md", title=f"Article {number}")


def fill(path: Path, count: int) -> None:
    """A library with ``count`` notes, a hundred an article."""
    with Library.open(path) as library:
        for number in range(max(1, count // 100)):
            text = article(number)
            library.remember(text, number % 500)
            with library.step(text, "filling"):
                for place in range(min(100, count)):
                    start = place * 50
                    kind = ("highlight", "comment", "question", "star", "role")[place % 5]
                    library.add(new_note(
                        text.fingerprint, kind, anchor(text.text, start, start + 60, text.fingerprint),  # type: ignore[arg-type]
                        f"note {place} on {_WORDS[(number + place) % len(_WORDS)]}", tags=[_WORDS[place % 9]],
                        author=("Ana", "Ben")[place % 2], data={"role": "claim", "theme": _WORDS[number % 7]}))


def median(act: Callable[[], object], times: int = 9) -> float:
    """Milliseconds."""
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        spent.append(1000 * (time.perf_counter() - begun))
    return statistics.median(spent)


def measured(path: Path) -> dict[str, float]:
    """Each act's median."""
    text = article(3)
    text.fingerprint  # noqa: B018  # the hash is not the library's cost

    def opened() -> None:
        library = Library.open(path)
        library.place(text)
        library.notes(text)
        library.close()

    found = {"open, place and notes of an article": median(opened)}
    with Library.open(path) as library:
        lists: dict[str, Callable[[], object]] = {
            "all notes": lambda: library.search(),
            "text: b": lambda: library.search("b"),
            "text: bus": lambda: library.search("bus"),
            "text: note on bri": lambda: library.search("note on bri"),
            "text: nowhere": lambda: library.search("xyzzy"),
            "kind star": lambda: library.search(kind="star"),
            "text b, kind star, author Ana": lambda: library.search("b", kind="star", author="Ana"),
            "text n, tag nurses": lambda: library.search("n", tag="nurses"),
            "text n, tag none has": lambda: library.search("n", tag="none"),
            "status lost (none)": lambda: library.search(status="lost"),
            "text b, status lost (none)": lambda: library.search("b", status="lost"),
            "theme, role": lambda: library.search(theme="night", role="claim"),
            "one article": lambda: library.search("b", article=text.fingerprint),
            "tags in use": library.tags, "recent 50": library.recent, "version": lambda: library.version(text)}
        found.update((name, median(act)) for name, act in lists.items())
        made = iter(range(10**6))
        mark = anchor(text.text, 0, 40, text.fingerprint)
        found["add a note (on the disk)"] = median(lambda: library.add(
            new_note(text.fingerprint, "comment", mark, f"{next(made)}")))
        found["undo (on the disk)"] = median(lambda: library.undo(text))
    return found


def imported() -> float:
    """Milliseconds that importing the library adds to a Python that has the article's model."""
    line = ("import natotui.article.model, time; begun = time.perf_counter(); import natotui.notes.library; "
            "print(1000 * (time.perf_counter() - begun))")
    return min(float(subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True).stdout)
               for _ in range(7))


def main(count: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        empty, full = Path(folder) / "empty.db", Path(folder) / "full.db"
        Library.open(empty).close()
        fill(full, count)
        columns = [measured(empty), measured(full)]
        print(f"import {imported():.0f} ms; {count} notes: {full.stat().st_size / 1e6:.0f} MB\n")
        print(f"{'ms, median':38} {'empty':>8} {count:>8}")
        for name in columns[0]:
            print(f"{name:38} {columns[0][name]:8.2f} {columns[1][name]:8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
