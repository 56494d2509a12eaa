"""Validates gold outlines and their articles: every problem at once, each with its file and unit.

``python -m natotui.argument.gold_check [FILE...]`` prints the problems of files, or of all of seeds/.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from natotui.argument import gold
from natotui.argument.model import RELATION_TYPES, ROLES
from natotui.article.load import load
from natotui.article.model import PROSE, Article
from natotui.errors import NatotuiError

KINDS = ("op-ed", "analysis", "editorial", "brief", "essay", "letter", "speech", "blog",
         "short", "forum", "student")
LENGTHS = {"short": (25, 200), "student": (200, 1_200), "forum": (80, 1_200)}
"""Fewest and most words of the kinds that may be shorter than ``LENGTH``."""
LENGTH = (500, 1_200)
THEMES = (1, 9)
LICENCE = "CC BY 4.0"
BEARINGS: dict[tuple[str, str], tuple[str, ...]] = {
    ("claim", "supports"): ("thesis", "claim"),
    ("evidence", "supports"): ("thesis", "claim", "evidence", "counterpoint", "rebuttal"),
    ("counterpoint", "supports"): ("counterpoint",),
    ("counterpoint", "attacks"): ("thesis", "claim", "evidence", "rebuttal"),
    ("counterpoint", "undercuts"): ("claim", "evidence", "rebuttal"),
    ("rebuttal", "attacks"): ("counterpoint",),
    ("rebuttal", "undercuts"): ("counterpoint", "evidence"),
    ("rebuttal", "supports"): ("rebuttal",),
}
"""What a role may bear on, and how (GUIDELINES.md, Relations); thesis and background bear on nothing."""
_TEXTS = {"unit": ("id", "quote", "role"), "theme": ("id", "label")}
_FIELDS = {"unit": {"id", "quote", "role", "also", "theme", *RELATION_TYPES}, "theme": {"id", "label"}}
_TOP = {"title", "standfirst", "furniture_from", "unit", "theme"}
Row = dict[str, Any]


def check(path: Path | str) -> list[str]:
    """Every problem of one gold outline, as sentences that begin with the file; empty: none.

    The article's front matter and length are looked at with the settled layer (NAME.outline.toml).
    """
    path = Path(path)
    try:
        _, layer = gold.split_name(path)
        data, article = gold.parse(path), load(str(gold.article_of(path)))
    except NatotuiError as fault:
        return [f"{path}: {fault}"]
    found = [*_shape(data)]
    if not found:
        units, themes = gold.tables(data, "unit"), gold.tables(data, "theme")
        found += [*_heading(data, article), *_spans(data, units, article), *_themes(units, themes),
                  *_roles(units), *_relations(units), *_cycles(units)]
    if layer == "outline":
        found += _article(article)
    return [f"{path}: {problem}" for problem in found]


def check_all(folder: Path) -> list[str]:
    """Every problem of a corpus: of each outline, and articles without one."""
    paths = [path for layer in gold.LAYERS for path in gold.outlines(folder, layer)]
    bare = [path for path in sorted(folder.glob("*/*.md")) if not path.with_suffix(".outline.toml").is_file()]
    return [*(problem for path in paths for problem in check(path)),
            *(f"{path}: there is no {path.stem}.outline.toml beside it" for path in bare)]


def _shape(data: Row) -> Iterator[str]:
    """Fields of the wrong type or name; the other checks rely on their absence."""
    for key in sorted(set(data) - _TOP):
        yield f"unknown field {key!r}"
    for key in ("title", "standfirst", "furniture_from"):
        if not isinstance(data.get(key, ""), str):
            yield f"{key} is not text"
    if not data.get("title"):
        yield "there is no title"
    for key in ("theme", "unit"):
        rows = data.get(key)
        if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
            yield f"there are no [[{key}]] tables"
            continue
        for number, row in enumerate(rows, 1):
            name = f"{key} {row.get('id', f'number {number}')}"
            for field in _TEXTS[key]:
                if not row.get(field):
                    yield f"{name}: no {field}"
            for field, value in row.items():
                if field not in _FIELDS[key]:
                    yield f"{name}: unknown field {field!r}"
                elif not isinstance(value, str):
                    yield f"{name}: {field} is not text"
        for twice, count in Counter(str(row.get("id")) for row in rows).items():
            if count > 1:
                yield f"{key} {twice}: the id is used {count} times"


def _heading(data: Row, article: Article) -> Iterator[str]:
    for key, value in (("title", article.title), ("standfirst", article.standfirst)):
        if data.get(key, "") != value:
            yield f"{key} {data.get(key, '')!r} is not the article's: {value!r}"


def _spans(data: Row, units: Sequence[Row], article: Article) -> Iterator[str]:
    """Quotes that are not there in reading order, and prose that no unit quotes."""
    taken = bytearray(len(article.text))
    found = gold.locate(article, (unit["quote"] for unit in units))
    for unit, span in zip(units, found, strict=True):
        if span is None:
            yield f"unit {unit['id']}: not in the article after the unit before it: {_short(unit['quote'])}"
            continue
        taken[span[0]:span[1]] = b"\1" * (span[1] - span[0])
        if unit["quote"] != unit["quote"].strip():
            yield f"unit {unit['id']}: a blank begins or ends the quote"
    mark = data.get("furniture_from", "")
    stop = article.text.find(mark) if mark else len(article.text)
    if stop < 0:
        yield f"furniture_from is not in the article: {_short(mark)}"
        stop = len(article.text)
    for block in article.blocks:
        if block.kind in PROSE and not block.furniture and block.start < stop:
            yield from _gaps(article, taken, block.start, block.end)


def _gaps(article: Article, taken: bytearray, start: int, end: int) -> Iterator[str]:
    """Words between ``start`` and ``end`` that no unit quotes."""
    for gap in re.finditer(rb"\0+", taken[start:end]):
        words = article.text[start + gap.start():start + gap.end()]
        if any(char.isalnum() for char in words):
            yield f"no unit quotes {_short(words.strip())}"


def _themes(units: Sequence[Row], themes: Sequence[Row]) -> Iterator[str]:
    known, used = {theme["id"] for theme in themes}, {unit.get("theme") for unit in units}
    if not THEMES[0] <= len(themes) <= THEMES[1]:
        yield f"{len(themes)} themes; {THEMES[0]} to {THEMES[1]} are allowed"
    for theme in themes:
        if theme["id"] not in used:
            yield f"theme {theme['id']}: no unit has it"
    for unit in units:
        if "theme" not in unit:
            if unit["role"] != "background":
                yield f"unit {unit['id']}: no theme"
        elif unit["theme"] not in known:
            yield f"unit {unit['id']}: theme {unit['theme']!r} is not defined"


def _roles(units: Sequence[Row]) -> Iterator[str]:
    for unit in units:
        for field in ("role", "also"):
            if field in unit and unit[field] not in ROLES:
                yield f"unit {unit['id']}: {field} {unit[field]!r} is none of {', '.join(ROLES)}"
        if unit.get("also") == unit["role"]:
            yield f"unit {unit['id']}: also repeats the role"


def _relations(units: Sequence[Row]) -> Iterator[str]:
    roles = {unit["id"]: unit["role"] for unit in units}
    stated = "thesis" in roles.values()
    for unit in units:
        name, role = f"unit {unit['id']}", unit["role"]
        given = [kind for kind in RELATION_TYPES if kind in unit]
        if len(given) > 1:
            yield f"{name}: {' and '.join(given)} at once; one relation is allowed"
        elif not given and (role in ("evidence", "counterpoint", "rebuttal") or (role == "claim" and stated)):
            yield f"{name}: {role} that bears on nothing"
        for kind in given:
            target = unit[kind]
            if target not in roles:
                yield f"{name}: {kind} {target!r}, which is no unit"
            elif (role, kind) not in BEARINGS and role in ROLES:
                yield f"{name}: {role} that {kind} something"
            elif role in ROLES and roles[target] not in BEARINGS[role, kind]:
                yield f"{name}: {role} that {kind} {target}, which is {roles[target]}"


def _cycles(units: Sequence[Row]) -> Iterator[str]:
    targets = {unit["id"]: gold.relation_of(unit)[1] for unit in units}
    done: set[str] = set()
    for start in targets:
        path: list[str] = []
        at = start
        while at in targets and at not in done and at not in path:
            path.append(at)
            at = targets[at]
        if at in path:
            yield f"unit {at}: its relations lead back to it: {' > '.join([*path[path.index(at):], at])}"
        done.update(path)


def _article(article: Article) -> Iterator[str]:
    """Front matter and length."""
    kind = article.metadata.get("kind", "")
    if kind not in KINDS:
        yield f"the article's kind {kind!r} is none of {', '.join(KINDS)}"
    if not article.byline:
        yield "the article names no author"
    if article.metadata.get("licence") != LICENCE:
        yield f"the article's licence is not {LICENCE!r}"
    least, most = LENGTHS.get(kind, LENGTH)
    if not least <= article.words <= most:
        yield f"the article has {article.words} words; {least} to {most} are allowed for its kind"


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:57] + "...")


def main(words: Sequence[str]) -> int:
    """Print the problems of the files named, or of seeds/; 1 if there are any."""
    from natotui import resources

    found = [problem for word in words for problem in check(word)]
    if not words:
        found = check_all(resources.folder("seeds"))
    print("\n".join(found) or "no problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
