"""``python -m natotui.argument.train``: make the shipped weights again; ``--evaluate``: measure them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from natotui.argument.cues import DATA
from natotui.argument.train.corpus import documents


def main(arguments: list[str] | None = None) -> int:
    """Exit code: 0 done, 1 (with --check) the weights on disk are others."""
    parser = argparse.ArgumentParser(prog="python -m natotui.argument.train", description=__doc__)
    parser.add_argument("--seeds", type=Path, help="folder of gold outlines (the shipped seeds/)")
    parser.add_argument("--output", type=Path, default=DATA / "weights.json", help="where the weights go")
    parser.add_argument("--check", action="store_true", help="write nothing; tell whether the weights are the same")
    parser.add_argument("--evaluate", action="store_true", help="leave-subject-out cross-validation")
    parser.add_argument("--markdown", action="store_true", help="with --evaluate: only the table for the README")
    given = parser.parse_args(arguments)
    docs = documents(given.seeds)
    if given.evaluate:
        from natotui.argument.train.report import report

        print(report(docs, markdown=given.markdown))
        return 0
    from natotui.argument.train.fit import dump, fit

    made = dump(fit(docs))
    if given.check:
        same = given.output.read_text(encoding="utf-8") == made
        print("the weights are what these seeds make" if same else "the weights differ from what these seeds make")
        return 0 if same else 1
    given.output.write_text(made, encoding="utf-8")
    print(f"{given.output}: {len(docs)} articles", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
