"""Notes as rows for the command line: filtered, and written as a table, JSON or Markdown."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from natotui.article.model import Article
from natotui.article.sanitise import escape_json, sanitise, sanitise_line
from natotui.errors import NatotuiError
from natotui.notes.library import Library
from natotui.notes.model import KINDS, PROOFREAD, STATUSES, Note, Status

FORMATS = ("table", "json", "markdown")
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A note in a list, with the article it belongs to."""

    note: Note
    status: Status
    source: str
    title: str
    words: str
    """The words as they are now; those of the note where they are lost or the article was not opened."""
    score: float = 1.0


def without_proofreading(entries: Iterable[Entry]) -> list[Entry]:
    """``entries`` without the marks of proofreading: what a person keeps beside them, and would not call a note."""
    return [each for each in entries if each.note.kind != PROOFREAD]


def of_article(library: Library, article: Article, **asked: str) -> list[Entry]:
    """The notes of ``article`` that fit all of ``asked``, in reading order.

    Args:
        asked: text, kind, tag, theme, role, author, status: as ``Library.search`` takes them.

    Raises:
        NatotuiError: there is no such kind or status.
    """
    _check(asked)
    wanted = {hit.note.id for hit in library.search(article=article.fingerprint, limit=_ALL,
                                                    **{key: value for key, value in asked.items() if key != "status"})}
    status = asked.get("status", "")
    return [Entry(each.note, each.status, article.source, article.title,
                  each.note.anchor.quote if each.status == "lost" else article.text[each.start:each.end], each.score)
            for each in library.notes(article)
            if each.note.id in wanted and status in ("", each.status)]


def of_library(library: Library, **asked: str) -> list[Entry]:
    """The notes of all articles that fit all of ``asked``, the newest first.

    Raises:
        NatotuiError: there is no such kind or status.
    """
    _check(asked)
    return [Entry(hit.note, hit.status, hit.source, hit.title, hit.note.anchor.quote)
            for hit in library.search(limit=_ALL, **asked)]


def _check(asked: dict[str, str]) -> None:
    for name, known in (("kind", KINDS), ("status", STATUSES)):
        if asked.get(name, "") not in ("", *known):
            raise NatotuiError("wrong use", f'there is no {name} "{asked[name]}"', "There are " + ", ".join(known))


def written(entries: Sequence[Entry], form: str, *, rich: bool | None = None) -> str:
    """``entries`` in one of ``FORMATS``; ``rich``: a table with colours (default: if standard output is a terminal).

    Raises:
        NatotuiError: there is no such format.
    """
    if form == "json":
        return "".join(escape_json(json.dumps(_row(each), ensure_ascii=False)) + "\n" for each in entries)
    if form == "markdown":
        return _markdown(entries)
    if form != "table":
        raise NatotuiError("wrong use", f'there is no format "{form}"', "There are " + ", ".join(FORMATS))
    if rich is None:
        rich = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return _rich_table(entries) if rich else _table(entries)


def _row(each: Entry) -> dict[str, object]:
    return {**each.note.as_dict(), "status": each.status, "score": round(each.score, 3), "source": each.source,
            "title": each.title, "words": each.words}


def _cells(each: Entry) -> tuple[str, ...]:
    note = each.note
    said = " · ".join(filter(None, [_said(note), note.body, " ".join(f"#{tag}" for tag in note.tags)]))
    status = f"moved {each.score:.2f}" if each.status == "moved" and each.score < 1 else each.status
    where = each.title or os.path.basename(each.source) or "?"
    return (status, note.kind, sanitise_line(each.words or "–", 60), sanitise_line(said, 60),
            sanitise_line(where, 30), note.modified[:10])


def _said(note: Note) -> str:
    data = note.data
    if note.kind in ("highlight", "comment", "question", "star"):
        return ""
    words = [data.get(key) for key in ("relation", "theme", "label", "state")]
    return " → ".join(word for word in ([data.get("role")] if note.kind in ("role", "add") else words)
                      if isinstance(word, str) and word)


_HEADS = ("status", "kind", "words", "note", "article", "date")


def _table(entries: Sequence[Entry]) -> str:
    rows = [_cells(each) for each in entries]
    if not rows:
        return ""
    widths = [max(len(row[column]) for row in (_HEADS, *rows)) for column in range(len(_HEADS))]
    return "".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"
                   for row in (_HEADS, *rows))


def _rich_table(entries: Sequence[Entry]) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not entries:
        return ""
    table = Table(*_HEADS, box=None, pad_edge=False, header_style="bold")
    colours = {"moved": "yellow", "lost": "red"}
    for each in entries:
        first, *others = _cells(each)
        table.add_row(Text(first, colours.get(each.status, "")), *(Text(cell) for cell in others))
    out = StringIO()
    Console(file=out, force_terminal=True).print(table)
    return out.getvalue()


def _markdown(entries: Sequence[Entry]) -> str:
    lines: list[str] = []
    for (title, source), group in _by_article(entries):
        lines += [f"## {_escaped(title or os.path.basename(source) or 'Untitled')}", ""]
        lines += [f"<{_escaped(source)}>", ""] if "://" in source else []
        for each in group:
            note = each.note
            if each.words:
                lines += [f"> {_escaped(line)}" for line in each.words.splitlines()]
            lost = " (its words are gone)" if each.status == "lost" else ""
            about = ", ".join(filter(None, [_escaped(note.kind + lost), _escaped(_said(note)), _escaped(note.author),
                                            note.modified[:10]]))
            tags = " ".join(f"#{_escaped(tag)}" for tag in note.tags)
            lines += ["", *(_escaped(line) for line in note.body.splitlines()), *filter(None, [tags]), f"*{about}*", ""]
    return "\n".join(lines) + ("\n" if lines and lines[-1] else "")


def _by_article(entries: Iterable[Entry]) -> Iterable[tuple[tuple[str, str], list[Entry]]]:
    groups: dict[tuple[str, str], list[Entry]] = {}
    for each in entries:
        groups.setdefault((each.title, each.source), []).append(each)
    return groups.items()


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|" else letter for letter in sanitise(text))
