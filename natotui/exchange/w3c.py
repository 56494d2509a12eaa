"""W3C Web Annotation: a collection with one page, the person's notes first, then the units of the outline.

A unit is an annotation made by software, so that other tools can show roles, themes and relations; it is not taken
back as a note, because the outline is made anew from the article and the corrections, which are notes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from natotui import __version__
from natotui.argument.model import Unit
from natotui.article.model import Article
from natotui.article.sanitise import escape_json
from natotui.errors import NatotuiError
from natotui.exchange.document import Document, Imported
from natotui.exchange.importing import read_json, settle
from natotui.exchange.source import address, name
from natotui.exchange.words import one_line
from natotui.notes.anchoring import anchor
from natotui.notes.model import Note
from natotui.notes.w3c import CONTEXTS, from_annotation, to_annotation

_UNIT = "unit"
_GENERATOR = {"id": "urn:natotui:software", "type": "Software", "name": f"natotui {__version__}"}


def dump(document: Document) -> str:
    """The collection as indented JSON-LD."""
    article = document.article
    collection = f"urn:natotui:collection:{article.fingerprint}"
    items = [_bare(to_annotation(placed.note, address(article))) for placed in document.notes]
    items += _units(document)
    made: dict[str, Any] = {
        "@context": CONTEXTS, "id": collection, "type": "AnnotationCollection",
        "label": name(article), "generator": _GENERATOR}
    if document.made:
        made["natotui:made"] = document.made
    made["total"] = len(items)
    if items:
        page = f"{collection}:1"
        made["first"] = {"id": page, "type": "AnnotationPage", "startIndex": 0, "items": items}
        made["last"] = page
    return escape_json(json.dumps(made, ensure_ascii=False, indent=1)) + "\n"


def _bare(annotation: dict[str, Any]) -> dict[str, Any]:
    """An annotation inside a page, which brings the context.

    The published context has no term for the motivation "assessing": its short name would become another IRI.
    """
    made = {key: value for key, value in annotation.items() if key != "@context"}
    if made.get("motivation") == "assessing":
        made["motivation"] = "oa:assessing"
    return made


def unit_uri(article: Article, unit: str) -> str:
    """What a unit is called outside of this article."""
    return f"urn:natotui:unit:{article.fingerprint}:{unit}"


def _units(document: Document) -> Iterator[dict[str, Any]]:
    article, outline = document.article, document.outline
    labels = {theme.id: one_line(theme.label) for theme in outline.themes}
    linked: dict[str, list[dict[str, Any]]] = {}
    for each in outline.relations:
        linked.setdefault(each.source, []).append({
            "type": "SpecificResource", "source": unit_uri(article, each.target), "purpose": "linking",
            "natotui:relation": each.type, "natotui:confidence": each.confidence})
    for unit in outline.units:
        themes = [{"type": "TextualBody", "purpose": "tagging", "value": labels.get(each, each)}
                  for each in unit.themes]
        role = {"type": "TextualBody", "purpose": "classifying", "value": unit.role}
        yield _unit(article, unit, [role, *themes, *linked.get(unit.id, [])])


def _unit(article: Article, unit: Unit, bodies: list[dict[str, Any]]) -> dict[str, Any]:
    mark = anchor(article.text, unit.start, unit.end, count=False)
    quote = {"type": "TextQuoteSelector", "exact": mark.quote,
             **{key: words for key, words in (("prefix", mark.prefix), ("suffix", mark.suffix)) if words}}
    made = {"id": unit_uri(article, unit.id), "type": "Annotation", "motivation": "classifying",
            "generator": _GENERATOR, "natotui:kind": _UNIT, "natotui:confidence": unit.confidence,
            "body": bodies if len(bodies) > 1 else bodies[0],
            "target": {"type": "SpecificResource", "source": address(article), "selector": [
                quote, {"type": "TextPositionSelector", "start": unit.start, "end": unit.end}]}}
    if unit.speaker:
        made["natotui:speaker"] = unit.speaker
    return made


def load(text: str, article: Article, beside: str = "") -> Imported:
    """The notes of a collection, a page, a list, one annotation, or several one after the other.

    Raises:
        NatotuiError: there is no annotation in it.
    """
    values = read_json(text, "JSON-LD")
    found = [each for value in values for each in _annotations(value)]
    if not found and not all(map(_empty, values)):
        raise NatotuiError("cannot import", "the notes hold no annotation", "Name their format with --format")
    notes: list[Note] = []
    lost: Counter[str] = Counter()
    for each in found:
        if each.get("natotui:kind") == _UNIT:
            continue
        try:
            notes.append(from_annotation(each, article.fingerprint, article.text))
        except ValueError as fault:
            lost[f"annotations ({fault})"] += 1
    return settle(notes, article, lost)


def _empty(value: Any) -> bool:
    """Whether a value is something that may hold annotations, and holds none."""
    kind = value.get("type") if isinstance(value, Mapping) else ""
    return value == [] or kind in ("AnnotationCollection", "AnnotationPage")


def _annotations(value: Any) -> list[Mapping[str, Any]]:
    """The annotations of a JSON-LD value, whatever holds them."""
    if isinstance(value, list):
        return [each for inner in value for each in _annotations(inner)]
    if not isinstance(value, Mapping):
        return []
    kind = value.get("type")
    if kind == "Annotation" or (isinstance(kind, list) and "Annotation" in kind):
        return [value]
    return _annotations([value.get(key) for key in ("first", "items", "@graph")])
