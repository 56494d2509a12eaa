"""Lists notes of the whole library by text and properties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from natotui.errors import NatotuiError
from natotui.notes.fulltext import TextIndex
from natotui.notes.model import Hit
from natotui.notes.rows import read_note
from natotui.notes.store import Store


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for; empty fields are no condition."""

    text: str = ""
    kind: str = ""
    tag: str = ""
    theme: str = ""
    role: str = ""
    author: str = ""
    status: str = ""
    article: str = ""


def search(store: Store, index: TextIndex, chosen: Filter, limit: int, report: Callable[[str], None]) -> list[Hit]:
    """Notes that fit ``chosen``, the newest first; damaged ones are named to ``report``."""
    try:
        rows = _rows(store, index, chosen, limit)
    except NatotuiError:
        if not index.available or not chosen.text:
            raise
        report("the full-text index is damaged: `natotui library check` makes it anew")
        rows = _rows(store, TextIndex(False), chosen, limit)
    hits = []
    for ident, content, check, status, fingerprint, source, title in rows:
        try:
            hits.append(Hit(read_note(content, check, fingerprint), status, source, title))
        except ValueError as fault:
            report(f"note {ident} cannot be read: {fault}")
    return hits


def _rows(store: Store, index: TextIndex, chosen: Filter, limit: int) -> list[tuple[Any, ...]]:
    conditions, values = index.condition(chosen.text)
    for column in ("kind", "theme", "role", "author", "status"):
        if value := getattr(chosen, column):
            conditions.append(f"note.{column} = ?")
            values.append(value)
    if chosen.tag:
        conditions.append("note.key IN (SELECT note FROM tag WHERE tag = ?)")
        values.append(chosen.tag)
    if chosen.article:
        conditions.append("note.article = (SELECT article FROM alias WHERE fingerprint = ?)")
        values.append(chosen.article)
    where = " AND ".join(conditions) or "1"
    return store.read(
        "SELECT note.id, note.content, note.checksum, note.status, article.fingerprint, article.source, article.title "
        f"FROM note JOIN article ON article.key = note.article WHERE {where} ORDER BY note.key DESC LIMIT ?",
        (*values, limit))


def tags_in_use(store: Store) -> list[str]:
    """Tags of all notes, the most used first."""
    return [tag for tag, _ in store.read("SELECT tag, count(*) FROM tag GROUP BY tag ORDER BY count(*) DESC, tag")]
