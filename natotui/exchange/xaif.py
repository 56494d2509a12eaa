"""xAIF: information nodes for units, scheme nodes for relations, and who said what."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from natotui.argument.model import Relation, Unit
from natotui.article.sanitise import escape_json
from natotui.exchange.document import Document
from natotui.exchange.source import address, source
from natotui.exchange.words import one_line

_SCHEMES = {"supports": ("RA", "Default Inference"), "attacks": ("CA", "Default Conflict"),
            "undercuts": ("CA", "Default Conflict")}


def dump(document: Document) -> str:
    """The outline of ``document`` as xAIF JSON, indented."""
    return escape_json(json.dumps(_Graph(document).as_dict(), ensure_ascii=False, indent=1)) + "\n"


class _Graph:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.nodes: list[dict[str, Any]] = []
        self.edges: list[dict[str, Any]] = []
        self.people: dict[str, str] = {}
        self.locutions: list[dict[str, Any]] = []
        self.units = {unit.id: self._node(self._words(unit), "I") for unit in document.outline.units}
        self.schemes: dict[str, str] = {}
        for relation in sorted(document.outline.relations, key=lambda each: each.type == "undercuts"):
            self._relate(relation)
        self.spans = [self._say(unit) for unit in document.outline.units]

    def _words(self, unit: Unit) -> str:
        return one_line(self.document.article.text[unit.start:unit.end])

    def _node(self, text: str, kind: str) -> str:
        ident = str(len(self.nodes) + 1)
        self.nodes.append({"nodeID": ident, "text": text, "type": kind, "timestamp": self.document.made})
        return ident

    def _edge(self, start: str, end: str) -> None:
        self.edges.append({"edgeID": str(len(self.edges) + 1), "fromID": start, "toID": end, "formEdgeID": None})

    def _relate(self, relation: Relation) -> None:
        """A scheme node between two units. An undercut ends in the scheme by which its target bears on another."""
        if relation.source not in self.units or relation.target not in self.units:
            return
        kind, text = _SCHEMES[relation.type]
        scheme = self._node(text, kind)
        self._edge(self.units[relation.source], scheme)
        undercut = self.schemes.get(relation.target) if relation.type == "undercuts" else None
        self._edge(scheme, undercut or self.units[relation.target])
        self.schemes.setdefault(relation.source, scheme)

    def _say(self, unit: Unit) -> tuple[int, int, str]:
        """The locution of a unit, by its speaker or the author; its span and node."""
        name = one_line(unit.speaker) or source(self.document.article).author or "Author"
        person = self.people.setdefault(name, str(len(self.people) + 1))
        spoken = self._node(f"{name} : {self._words(unit)}", "L")
        asserting = self._node("Asserting", "YA")
        self._edge(spoken, asserting)
        self._edge(asserting, self.units[unit.id])
        self.locutions.append({"nodeID": spoken, "personID": person, "timestamp": self.document.made,
                               "start": None, "end": None, "source": address(self.document.article)})
        return unit.start, unit.end, spoken

    def _text(self) -> str:
        """The article as HTML with a span around the words of each locution."""
        article, at, made = self.document.article, 0, []
        for start, end, node in self.spans:
            made += [escape(article.text[at:start]), f'<span class="highlighted" id="{node}">',
                     escape(article.text[start:end]), "</span>"]
            at = end
        return "".join([*made, escape(article.text[at:])]).replace("\n", "<br>")

    def as_dict(self) -> dict[str, Any]:
        people = []
        for name, ident in self.people.items():
            first, _, last = name.rpartition(" ")
            people.append({"participantID": ident, "firstname": first, "surname": last})
        return {"AIF": {"nodes": self.nodes, "edges": self.edges, "schemefulfillments": [],
                        "descriptorfulfillments": [], "participants": people, "locutions": self.locutions},
                "text": {"txt": self._text()}, "dialog": False,
                "OVA": {"firstname": "", "surname": "", "url": "", "nodes": [], "edges": []}}
