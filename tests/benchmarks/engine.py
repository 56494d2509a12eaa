"""How fast the engine reads: ``python tests/benchmarks/engine.py [--runs N] [--size KB] [--steps] [FILE...]``.

Two texts are made of the articles of seeds/: a book, with a chapter for each article, and one long article without
headings; files that are named are measured instead. Printed are kB of UTF-8 a second of processor time on one core,
the best and the median of the runs: on a busy machine the best tells more. ``--steps`` shows where the time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import re
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from natotui import resources  # found only with the path above
from natotui.argument.analyse import analyse, parts
from natotui.article.load import load, read_bytes
from natotui.article.model import Article

SINGLE = 59_000
"""Code points of the long article: it is one part."""
MODULES = ("analyse", "kind", "cues", "sentences", "clauses", "marks", "features", "speakers", "roles", "drafts",
           "thesis", "themes", "cohesion", "labels", "relations", "why", "parts", "words")


def texts(size: int) -> Iterator[tuple[str, Article]]:
    """The book of ``size`` kB and the long article."""
    chapters: list[str] = []
    length = 0
    for number, path in enumerate(cycle(sorted(resources.folder("seeds").glob("*/*.md"))), 1):
        if length >= size * 1000:
            break
        words = re.sub(r"\A# .*\n", "", path.read_text(encoding="utf-8"))
        chapters.append(f"# Chapter {number}: {path.stem.replace('-', ' ')}\n\n{words}\n\n")
        length += len(chapters[-1].encode())
    book = "".join(chapters)
    plain = re.sub(r"(?m)^#+ .*\n", "", book)[:SINGLE]
    for name, text in (("book", book), ("one article", f"# A long article\n\n{plain}")):
        yield name, read_bytes(text.encode(), source=name, forced="markdown")


def speeds(article: Article, runs: int) -> list[float]:
    """kB a second of processor time, of each run; a first one warms the caches of words."""
    size = len(article.text.encode()) / 1000
    found = []
    for _ in range(runs + 1):
        begun = time.process_time()
        analyse(article)
        found.append(size / (time.process_time() - begun))
    return found[1:]


def steps(article: Article) -> Iterator[tuple[str, float]]:
    """The share of each module in the time, what it calls outside of the engine counted in; profiling itself makes
    much-called functions look worse than they are."""
    profile = cProfile.Profile(builtins=False)
    profile.runcall(analyse, article)
    own = {name: 0.0 for name in (*MODULES, "other")}
    for (file, _, _), (_, _, alone, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        name = Path(file).stem if Path(file).parent.name == "argument" else "other"
        own[name if name in own else "other"] += alone
    total = sum(own.values())
    yield from sorted(((name, spent / total) for name, spent in own.items()), key=lambda each: -each[1])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--size", type=int, default=1_000, help="kB of the book")
    parser.add_argument("--steps", action="store_true")
    given = parser.parse_args()
    for name, article in ((each, load(each)) for each in given.files) if given.files else texts(given.size):
        found = speeds(article, given.runs)
        print(f"{name}: {len(article.text.encode()) / 1000:,.0f} kB in {len(parts(article))} parts, "
              f"best {max(found):.0f} kB/s, median {median(found):.0f}")
        if given.steps:
            print("\n".join(f"  {module:10} {share:6.1%}" for module, share in steps(article)))


if __name__ == "__main__":
    main()
