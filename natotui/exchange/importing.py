"""What importers share: JSON with a clear fault, notes made safe and laid over the article.

Doubles are recognised where notes are kept (``Library.take``), because only there the others are known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from natotui.article.model import Article
from natotui.article.sanitise import sanitise, sanitise_line
from natotui.errors import NatotuiError
from natotui.exchange.document import Imported
from natotui.notes.model import Anchor, Note, clean_tags

_DEEPEST = 64
"""Levels of lists and tables; no format of ours has more than eight."""
_LONGEST = 1_000_000
"""Code points of a comment."""


def read_json(text: str, what: str) -> list[Any]:
    """The JSON values of ``text``: one, or several one after the other (JSON Lines, blocks).

    Args:
        what: the format, for the message.

    Raises:
        NatotuiError: it is not JSON, or nested too deeply.
    """
    decoder, at, found = json.JSONDecoder(), 0, []
    try:
        while at < len(text):
            if text[at] in " \t\r\n\ufeff\x1e":
                at += 1
                continue
            value, at = decoder.raw_decode(text, at)
            found.append(value)
    except (ValueError, RecursionError) as fault:
        line = text.count("\n", 0, at) + 1
        raise NatotuiError("cannot import", f"the notes are not {what}: no JSON in line {line}",
                           "Check the file, or name its format with --format") from fault
    if not found or any(_depth(each) > _DEEPEST for each in found):
        raise NatotuiError("cannot import", f"the notes are not {what}", "Name their format with --format")
    return found


def _depth(value: Any) -> int:
    deepest, stack = 0, [(value, 1)]
    while stack and deepest <= _DEEPEST:
        each, depth = stack.pop()
        deepest = max(deepest, depth)
        if isinstance(each, dict):
            stack += [(inner, depth + 1) for inner in each.values()]
        elif isinstance(each, list):
            stack += [(inner, depth + 1) for inner in each]
    return deepest


def settle(notes: Iterable[Note], article: Article, lost: Mapping[str, int] | None = None) -> Imported:
    """The notes made safe for a terminal, each where its words are; none is dropped for being lost."""
    from natotui.notes.placing import place_all  # it brings the database, which writing a file does not need

    kept = [safe(note, article) for note in notes]
    return Imported(tuple(place_all(kept, article.text, article.fingerprint)), dict(lost or {}))


def safe(note: Note, article: Article) -> Note:
    """``note`` as one of ``article``, with nothing in it that could act on a terminal."""
    return replace(
        note, article=article.fingerprint, id=sanitise_line(note.id, 500), body=sanitise(note.body[:_LONGEST]),
        author=sanitise_line(note.author), created=sanitise_line(note.created, 40),
        modified=sanitise_line(note.modified, 40), anchor=_safe_anchor(note.anchor),
        tags=clean_tags(sanitise_line(tag) for tag in note.tags), data=_safe_data(note.data))


def _safe_anchor(anchor: Anchor) -> Anchor:
    return replace(anchor, quote=sanitise(anchor.quote), prefix=sanitise(anchor.prefix),
                   suffix=sanitise(anchor.suffix), fingerprint=sanitise_line(anchor.fingerprint, 100))


def _safe_data(value: Any) -> Any:
    """The same data with every text sanitised; numbers and truth values as they are."""
    if isinstance(value, str):
        return sanitise(value[:_LONGEST])
    if isinstance(value, Mapping):
        return {sanitise_line(str(key), 100): _safe_data(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_safe_data(inner) for inner in value]
    return value
