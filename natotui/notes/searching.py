"""Lists notes of the whole library by text and properties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from natotui.errors import NatotuiError
from natotui.notes.fulltext import TextIndex
from natotui.notes.model import Hit
from natotui.notes.rows import plain, read_note
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
    without: str = ""


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


_PROPERTIES = ("kind", "theme", "role", "author", "status")
_FEW = 2_000
"""Notes that are looked through one by one faster than the index lists its own."""


def _rows(store: Store, index: TextIndex, chosen: Filter, limit: int) -> list[tuple[Any, ...]]:
    others, given = _conditions(chosen)
    within = None
    if others and chosen.text and _are_few(store, others, given):
        within = store.read(f"SELECT min(key), max(key) FROM note WHERE {' AND '.join(others)}", given)[0]
        if within[0] is None:
            return []
    tables, conditions, values, order = index.source(plain(chosen.text), within)
    where = " AND ".join([*conditions, *others]) or "1"
    return store.read(
        "SELECT note.id, note.content, note.checksum, note.status, article.fingerprint, article.source, article.title "
        f"FROM {tables} CROSS JOIN article ON article.key = note.article WHERE {where} ORDER BY {order} DESC LIMIT ?",
        (*values, *given, limit))


def _conditions(chosen: Filter) -> tuple[list[str], list[Any]]:
    conditions, values = [], []
    for column in _PROPERTIES:
        if value := getattr(chosen, column):
            conditions.append(f"note.{column} = ?")
            values.append(plain(value))
    if chosen.tag:
        conditions.append("note.key IN (SELECT note FROM tag WHERE tag = ?)")
        values.append(plain(chosen.tag))
    if chosen.without:
        conditions.append("note.kind <> ?")
        values.append(chosen.without)
    if chosen.article:
        conditions.append("note.article = (SELECT article FROM alias WHERE fingerprint = ?)")
        values.append(chosen.article)
    return conditions, values


def _are_few(store: Store, conditions: list[str], values: list[Any]) -> bool:
    """Whether one of the conditions, each of which has an index, leaves few notes."""
    for condition, value in zip(conditions, values, strict=True):
        table = "tag WHERE tag = ?" if "FROM tag" in condition else f"note WHERE {condition}"
        if store.one(f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT {_FEW + 1})", (value,)) <= _FEW:
            return True
    return False


def tags_in_use(store: Store) -> list[str]:
    """Tags of all notes, the most used first."""
    return [tag for tag, _ in store.read("SELECT tag, count(*) FROM tag GROUP BY tag ORDER BY count(*) DESC, tag")]
