"""Hypothesis: the JSON that its client exports and imports. Offsets are UTF-16 here and nowhere else.

What the format has no field for travels under the key ``natotui``, which other tools leave alone; role and theme of
the words are tags as well (``claim``, ``theme:Costs``), so that they show there.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, cast

from natotui import __version__
from natotui.argument.model import ROLES
from natotui.article.model import Article
from natotui.article.sanitise import escape_json
from natotui.errors import NatotuiError
from natotui.exchange.document import Document, Imported
from natotui.exchange.importing import read_json, settle
from natotui.exchange.source import address, name
from natotui.exchange.utf16 import Utf16
from natotui.exchange.words import one_line
from natotui.notes.model import CONTEXT, KINDS, Anchor, Note, NoteKind, Placed, clean_tags

_HOST = "localhost"
"""Accounts need a host; ours are none of the service's."""
_THEME = "theme:"
_NO_DATE = "1970-01-01T00:00:00Z"


def dump(document: Document) -> str:
    """The export as indented JSON."""
    writer = _Writer(document)
    notes = [writer.annotation(placed) for placed in document.notes]
    latest = max((placed.note.modified for placed in document.notes), default="")
    users = [note["user"] for note in notes]
    made = {"export_date": document.made or latest or _NO_DATE,
            "export_userid": users[0] if users else _account(""), "client_version": f"natotui-{__version__}",
            "annotations": notes}
    return escape_json(json.dumps(made, ensure_ascii=False, indent=1)) + "\n"


def _account(author: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9._]+", ".", author).strip(".")[:30]
    return f"acct:{plain or 'reader'}@{_HOST}"


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.utf16 = Utf16(document.article.text)
        self.uri = address(document.article)
        self.labels = {theme.id: one_line(theme.label) for theme in document.outline.themes}

    def annotation(self, placed: Placed) -> dict[str, Any]:
        note = placed.note
        user = _account(note.author)
        target: dict[str, Any] = {"source": self.uri}
        if note.anchor.quote:
            target["selector"] = self._selectors(placed)
        return {
            "id": note.id, "created": note.created, "updated": note.modified, "user": user, "uri": self.uri,
            "text": note.body, "tags": [*note.tags, *self._told(placed)], "group": "__world__",
            "permissions": {"read": [user], "admin": [user], "update": [user], "delete": [user]},
            "target": [target], "document": {"title": [name(self.document.article)]}, "links": {},
            "hidden": False, "flagged": False, "references": [],
            "user_info": {"display_name": note.author or None},
            "natotui": {"kind": note.kind, "tags": list(note.tags), "anchor": note.anchor.as_dict(),
                        "data": dict(note.data)}}

    def _selectors(self, placed: Placed) -> list[dict[str, Any]]:
        mark = placed.note.anchor
        start, end = (mark.start, mark.end) if placed.status == "lost" else (placed.start, placed.end)
        return [
            {"type": "TextPositionSelector", "start": self.utf16.units(start), "end": self.utf16.units(end)},
            {"type": "TextQuoteSelector", "exact": mark.quote, "prefix": mark.prefix, "suffix": mark.suffix}]

    def _told(self, placed: Placed) -> list[str]:
        """Role and theme of the words, as tags: what the note says of them, else what the outline does."""
        said = placed.note.data
        role, theme = said.get("role"), said.get("theme")
        if not isinstance(role, str):
            best = self.document.unit_of(placed.start, placed.end) if placed.status != "lost" else None
            role = best.role if best and best.role != "background" else None
            theme = self.labels.get(best.themes[0]) if best and best.themes and not theme else theme
        tags = [role] if isinstance(role, str) else []
        tags += [_THEME + one_line(theme)] if isinstance(theme, str) and theme.strip() else []
        return [tag for tag in tags if tag not in placed.note.tags]


def load(text: str, article: Article, beside: str = "") -> Imported:
    """The notes of an export; also of the list of annotations that the service's own interface gives.

    Raises:
        NatotuiError: it is no such file.
    """
    found: list[Any] = []
    for value in read_json(text, "a Hypothesis export"):
        listed = value.get("annotations", value.get("rows")) if isinstance(value, Mapping) else value
        if not isinstance(listed, list):
            raise NatotuiError("cannot import", "the notes are not a Hypothesis export: they hold no annotations",
                               "Name their format with --format")
        found += listed
    utf16 = Utf16(article.text)
    notes: list[Note] = []
    lost: Counter[str] = Counter()
    for each in found:
        try:
            notes.append(_note(each, article, utf16))
        except ValueError as fault:
            lost[f"annotations ({fault})"] += 1
    return settle(notes, article, lost)


def _note(given: Any, article: Article, utf16: Utf16) -> Note:
    if not isinstance(given, Mapping) or not isinstance(given.get("id"), str) or not given["id"]:
        raise ValueError("it has no id")
    own = _table(given.get("natotui"))
    tags = [tag for tag in _list(given.get("tags")) if isinstance(tag, str)]
    body = given.get("text") if isinstance(given.get("text"), str) else ""
    kind, data = _kind(own, tags, bool(body))
    if own:
        kept = {tag for tag in _list(own.get("tags")) if isinstance(tag, str)}
        tags = [tag for tag in tags if tag in kept or not (tag in ROLES or tag.startswith(_THEME))]
    dates = [value if isinstance(value := given.get(key), str) else "" for key in ("created", "updated")]
    return Note(given["id"], article.fingerprint, kind, _anchor(given, own, article, utf16), str(body),
                clean_tags(tags), _author(given), dates[0], dates[1], data)


def _kind(own: Mapping[str, Any], tags: list[str], words: bool) -> tuple[NoteKind, dict[str, Any]]:
    """The kind and data of a note: of ours as it was; of another's by its tags."""
    if own.get("kind") in KINDS:
        return cast(NoteKind, own["kind"]), dict(_table(own.get("data")))
    role = next((tag.casefold() for tag in tags if tag.casefold() in ROLES), "")
    if role and not words:
        return "role", {"role": role}
    return ("comment" if words else "highlight"), ({"role": role} if role else {})


def _anchor(given: Mapping[str, Any], own: Mapping[str, Any], article: Article, utf16: Utf16) -> Anchor:
    if own:
        return Anchor.from_dict(_table(own.get("anchor")))
    target = _table(next(iter(_list(given.get("target"))), {}))
    selectors = {each.get("type"): each for each in map(_table, _list(target.get("selector")))}
    quote, place = selectors.get("TextQuoteSelector", {}), selectors.get("TextPositionSelector", {})
    exact, prefix, suffix = (value if isinstance(value := quote.get(key), str) else ""
                             for key in ("exact", "prefix", "suffix"))
    start, end = place.get("start"), place.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        start, end = 0, len(exact.encode("utf-16-le", "surrogatepass")) // 2
    start, end = utf16.points(start), utf16.points(end)
    exact = exact or article.text[start:end]
    if not exact:
        raise ValueError("it is a note on the whole page or a reply, and quotes no words")
    return Anchor(start, max(start, end), exact, prefix[-CONTEXT:], suffix[:CONTEXT])


def _author(given: Mapping[str, Any]) -> str:
    shown = _table(given.get("user_info")).get("display_name")
    if isinstance(shown, str) and shown:
        return shown
    user = given.get("user")
    account = user.removeprefix("acct:").split("@")[0] if isinstance(user, str) else ""
    return "" if isinstance(user, str) and user == _account("") else account


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
