"""A note as a W3C Web Annotation (JSON-LD), and back without loss.

What the vocabulary has no words for travels under ``natotui:``; a key that no context declares would be dropped in
silence by JSON-LD processors. Values that stand alone are written without a list, as compaction does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, cast
from urllib.parse import quote, unquote

from natotui.argument.model import ROLES
from natotui.notes.model import CONTEXT, KINDS, Anchor, Note, NoteKind, clean_tags

NAMESPACE = "urn:natotui:ns:"
CONTEXTS: list[Any] = ["http://www.w3.org/ns/anno.jsonld", {"natotui": NAMESPACE}]
_MOTIVATIONS: dict[NoteKind, str] = {
    "highlight": "highlighting", "comment": "commenting", "question": "questioning", "star": "bookmarking",
    "role": "classifying", "theme": "classifying", "relation": "linking", "accept": "moderating"}
"""Every other kind is "editing"."""
_KINDS = {"highlighting": "highlight", "commenting": "comment", "questioning": "question", "bookmarking": "star",
          "replying": "comment", "describing": "comment", "assessing": "comment"}
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_PLAIN = ("role", "theme", "label", "relation", "state", "suggested", "conflict")
"""Keys of ``Note.data`` that travel as properties of their own."""


def urn(fingerprint: str) -> str:
    """The URI of an article that has no address: the same words have the same URI everywhere."""
    return f"urn:natotui:{fingerprint or 'unknown'}"


def to_annotation(note: Note, source: str = "") -> dict[str, Any]:
    """``note`` as an annotation of ``source`` (a URI; without one, the article's fingerprint as a URN)."""
    source = source or urn(note.anchor.fingerprint or note.article)
    made: dict[str, Any] = {
        "@context": CONTEXTS, "id": _uri(note.id), "type": "Annotation",
        "motivation": _MOTIVATIONS.get(note.kind, "editing"), "natotui:kind": note.kind}
    if note.created:
        made["created"] = note.created
    if note.modified:
        made["modified"] = note.modified
    if note.author:
        made["creator"] = {"type": "Person", "name": note.author}
    if bodies := _bodies(note, source):
        made["body"] = bodies[0] if len(bodies) == 1 else bodies
    rest = {key: value for key, value in note.data.items() if key != "target"}
    for key in _PLAIN:
        if isinstance(rest.get(key), (str, bool)):
            made[f"natotui:{key}"] = rest.pop(key)
    if rest:
        made["natotui:data"] = json.dumps(rest, ensure_ascii=False, sort_keys=True)
    made["target"] = _resource(note.anchor, source)
    return made


def _bodies(note: Note, source: str) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []
    if note.body:
        purpose = "questioning" if note.kind == "question" else "commenting"
        bodies.append({"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": note.body})
    bodies += [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in note.tags]
    if note.kind in ("role", "theme") and isinstance(value := note.data.get(note.kind), str):
        bodies.append({"type": "TextualBody", "purpose": "classifying", "value": value})
    if target := note.target:
        bodies.append({**_resource(target, source), "purpose": "linking"})
    return bodies


def _resource(anchor: Anchor, source: str) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "SpecificResource", "source": source}
    position = {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}
    if anchor.quote:
        words = {"type": "TextQuoteSelector", "exact": anchor.quote}
        words.update({name: text for name, text in (("prefix", anchor.prefix), ("suffix", anchor.suffix)) if text})
        made["selector"] = [words, position]
    else:
        made["selector"] = position
    if anchor.fingerprint:
        made["natotui:fingerprint"] = anchor.fingerprint
    if anchor.repeats >= 0:
        made["natotui:repeats"] = anchor.repeats
    return made


def _uri(ident: str) -> str:
    if _UUID.fullmatch(ident):
        bare = ident.replace("-", "")
        return "urn:uuid:" + "-".join((bare[:8], bare[8:12], bare[12:16], bare[16:20], bare[20:]))
    return ident if _IRI.fullmatch(ident) else f"urn:natotui:note:{quote(ident, safe='')}"


def _ident(uri: str) -> str:
    if uri.startswith("urn:uuid:") and _UUID.fullmatch(uri[9:].lower()):
        return uri[9:].lower().replace("-", "")
    return unquote(uri[17:]) if uri.startswith("urn:natotui:note:") else uri


def from_annotation(annotation: Mapping[str, Any], article: str = "", text: str = "") -> Note:
    """The note that an annotation of ours holds, or the closest one for another tool's.

    Args:
        article: fingerprint of the article that it is read for; empty: the one that the annotation names.
        text: the article's text, for annotations that give a position without the words.

    Raises:
        ValueError: it is no annotation, or of no words.
    """
    target = _first(annotation.get("target"), "source")
    if annotation.get("type") != "Annotation" and "Annotation" not in _listed(annotation.get("type")):
        raise ValueError("its type is not Annotation")
    bodies = [each for each in _listed(annotation.get("body", annotation.get("bodyValue")))
              if isinstance(each, (Mapping, str))]
    anchor = _anchor(target, text)
    kind = _kind(annotation, bodies)
    if not anchor.quote and "-theme" not in kind and anchor.end > anchor.start:
        raise ValueError("it quotes no words")
    texts = [_value(each) for each in bodies if _purpose(each) not in ("tagging", "classifying", "linking")]
    tags = clean_tags(_value(each) for each in bodies if _purpose(each) == "tagging")
    ident = annotation.get("id")
    if not isinstance(ident, str) or not ident:
        raise ValueError("it has no id")
    dates = [value if isinstance(value := annotation.get(key), str) else "" for key in ("created", "modified")]
    return Note(_ident(ident), article or anchor.fingerprint, kind, anchor, "\n\n".join(filter(None, texts)), tags,
                _name(annotation.get("creator")), dates[0], dates[1] or dates[0], _data(annotation, kind, bodies))


def _data(annotation: Mapping[str, Any], kind: NoteKind, bodies: Sequence[Any]) -> dict[str, Any]:
    data = _rest(annotation.get("natotui:data"))
    data.update({key: annotation[f"natotui:{key}"] for key in _PLAIN
                 if isinstance(annotation.get(f"natotui:{key}"), (str, bool))})
    for body in bodies:
        purpose = _purpose(body)
        if purpose == "linking" and isinstance(body, Mapping) and "selector" in body:
            data["target"] = _anchor(body, "").as_dict()
        elif purpose == "classifying" and kind in ("role", "theme"):
            data.setdefault(kind, _value(body))
    return data


def _rest(content: Any) -> dict[str, Any]:
    try:
        found = json.loads(content) if isinstance(content, str) else None
    except (ValueError, RecursionError):
        return {}
    return {key: value for key, value in found.items() if key != "target"} if isinstance(found, dict) else {}


def _kind(annotation: Mapping[str, Any], bodies: Sequence[Any]) -> NoteKind:
    own = annotation.get("natotui:kind")
    if own in KINDS:
        return cast(NoteKind, own)
    if any(_purpose(body) == "classifying" and _value(body) in ROLES for body in bodies):
        return "role"
    wanted = [_KINDS[each] for each in _listed(annotation.get("motivation"))
              if isinstance(each, str) and each in _KINDS]
    if "question" in wanted or "star" in wanted:
        return "question" if "question" in wanted else "star"
    words = any(_value(body) for body in bodies if _purpose(body) not in ("tagging", "classifying", "linking"))
    return "comment" if words else "highlight"


def _anchor(target: Mapping[str, Any], text: str) -> Anchor:
    words: Mapping[str, Any] = {}
    place: Mapping[str, Any] = {}
    for selector in _selectors(target.get("selector"), 8):
        if selector.get("type") == "TextQuoteSelector":
            words = words or selector
        elif selector.get("type") == "TextPositionSelector":
            place = place or selector
    exact, prefix, suffix = (value if isinstance(value := words.get(key), str) else ""
                             for key in ("exact", "prefix", "suffix"))
    start, end = place.get("start"), place.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        start, end = 0, len(exact)
    exact = exact or text[start:end]
    own, repeats = target.get("natotui:fingerprint"), target.get("natotui:repeats")
    named = str(target.get("source", "")).removeprefix("urn:natotui:")
    fingerprint = own if isinstance(own, str) else named if named.startswith("sha256:") else ""
    return Anchor(start, end, exact, prefix[-CONTEXT:], suffix[:CONTEXT], fingerprint,
                  repeats if type(repeats) is int else -1)


def _selectors(value: Any, depth: int) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for each in _listed(value):
        if isinstance(each, Mapping):
            found.append(each)
            if depth and "refinedBy" in each:
                found += _selectors(each["refinedBy"], depth - 1)
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(value: Any, key: str) -> Mapping[str, Any]:
    for each in _listed(value):
        if isinstance(each, Mapping):
            return each
        if isinstance(each, str):
            return {key: each}
    return {}


def _purpose(body: Any) -> str:
    purpose = _listed(body.get("purpose"))[:1] if isinstance(body, Mapping) else []
    return purpose[0] if purpose and isinstance(purpose[0], str) else ""


def _value(body: Any) -> str:
    value = body if isinstance(body, str) else body.get("value")
    return value if isinstance(value, str) else ""


def _name(creator: Any) -> str:
    first = _first(creator, "name")
    name = first.get("name") or first.get("nickname") or ""
    return name if isinstance(name, str) else ""
