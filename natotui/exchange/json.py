"""The project's own JSON: one object for one article. Fields are added, never renamed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from natotui import __version__
from natotui.argument.gaps import gaps
from natotui.argument.model import Outline, Unit
from natotui.article.model import Article
from natotui.exchange.document import Document

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
    return json.dumps(made, ensure_ascii=False, separators=(", ", ": "))


def lines(documents: Iterable[Document]) -> Iterable[str]:
    """One line an article (JSON Lines when there are several)."""
    return (line(outline_json(each.article, each.outline)) for each in documents)


def dump(document: Document) -> str:
    """The document as one line of JSON and a newline."""
    return line(outline_json(document.article, document.outline)) + "\n"
