"""The project's own JSON: one object for one article. Fields are added, never renamed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from natotui import __version__
from natotui.argument.gaps import gaps
from natotui.argument.model import Outline, Unit
from natotui.article.model import Article
from natotui.article.sanitise import escape_json
from natotui.errors import NatotuiError
from natotui.exchange.document import Document, Imported
from natotui.exchange.importing import read_json, settle
from natotui.notes.model import Note

Json = dict[str, Any]


def outline_json(article: Article, outline: Outline) -> Json:
    """The object that ``natotui outline --format json`` prints: ``article.text[start:end] == unit["text"]``."""
    open_ends = gaps(outline)
    return {
        "natotui": __version__,
        "article": _article(article),
        "kind": outline.kind,
        "engine": outline.engine,
        "topics": list(outline.topics),
        "themes": [{"id": theme.id, "label": theme.label, "units": list(theme.units)} for theme in outline.themes],
        "parts": [{"label": part.label, "start": part.start, "end": part.end, "themes": list(part.themes)}
                  for part in outline.parts],
        "units": [_unit(article, unit) for unit in outline.units],
        "relations": [{"source": each.source, "target": each.target, "type": each.type,
                       "confidence": each.confidence} for each in outline.relations],
        "gaps": [unit.id for unit in outline.units if unit.id in open_ends],
    }


def _article(article: Article) -> Json:
    return {"source": article.source, "format": article.format, "title": article.title,
            "standfirst": article.standfirst or None, "byline": article.byline or None, "words": article.words,
            "fingerprint": article.fingerprint, "metadata": dict(article.metadata), "text": article.text}


def _unit(article: Article, unit: Unit) -> Json:
    return {"id": unit.id, "start": unit.start, "end": unit.end, "text": article.text[unit.start:unit.end],
            "role": unit.role, "confidence": unit.confidence, "also": unit.also, "speaker": unit.speaker or None,
            "themes": list(unit.themes),
            "cues": [{"start": cue.start, "end": cue.end, "why": cue.why} for cue in unit.cues]}


def line(made: Json) -> str:
    """One object as one line, without the newline at its end."""
    return escape_json(json.dumps(made, ensure_ascii=False, separators=(", ", ": ")))


def lines(documents: Iterable[Document]) -> Iterable[str]:
    """One line an article (JSON Lines when there are several)."""
    return (line(outline_json(each.article, each.outline)) for each in documents)


def document_json(document: Document) -> Json:
    """The object of an export: that of the outline, with the notes, each with where its words were found."""
    made = outline_json(document.article, document.outline)
    if document.made:
        made["made"] = document.made
    made["notes"] = [{**placed.note.as_dict(), "status": placed.status, "start": placed.start, "end": placed.end}
                     for placed in document.notes]
    return made


def dump(document: Document) -> str:
    """The document as one line of JSON and a newline."""
    return line(document_json(document)) + "\n"


def load(text: str, article: Article, beside: str = "") -> Imported:
    """The notes of an export; of several articles' those of this one.

    Raises:
        NatotuiError: it is no export of ours, or of other articles only.
    """
    found = [each for each in read_json(text, "JSON of natotui") if isinstance(each, dict) and "natotui" in each]
    if not found:
        raise NatotuiError("cannot import", "the notes are not JSON of natotui", "Name their format with --format")
    own = [each for each in found if _of(each, "fingerprint") == article.fingerprint] or \
        [each for each in found if len(found) == 1 or (article.title and _of(each, "title") == article.title)]
    if not own:
        raise NatotuiError("cannot import", "the file is about other articles", "Import it into one of those")
    notes: list[Note] = []
    lost: Counter[str] = Counter()
    for each in own:
        listed = each.get("notes")
        for note in listed if isinstance(listed, list) else []:
            try:
                notes.append(Note.from_dict(note))
            except (ValueError, TypeError, AttributeError) as fault:
                lost[f"notes ({fault})"] += 1
    return settle(notes, article, lost)


def _of(export: Json, key: str) -> object:
    about = export.get("article")
    return about.get(key) if isinstance(about, dict) else None
