"""Argdown: a section a theme, a statement a unit, relations as indented lines.

Text is escaped with backslashes. In titles a backslash stays literal, so titles are made of plain words of the text
and the exact place goes into the element's data.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator

from natotui.argument.model import Relation, RelationType, Unit
from natotui.exchange.document import Document
from natotui.exchange.forest import Branch, Forest
from natotui.exchange.mark import yaml
from natotui.exchange.signs import NAMES
from natotui.exchange.source import address, source
from natotui.exchange.words import one_line

_SPECIAL = re.compile(r"([\\\[\]<>{}*_#@+\-:()/=~.|`\"])")
_NOT_PLAIN = re.compile(r"[^\w ,;!?%&'’“”‘$€£]|_")
_TITLE_WORDS = 7
_IN: dict[RelationType, str] = {"supports": "+", "attacks": "-", "undercuts": "<_"}
_OUT: dict[RelationType, str] = {"supports": "+>", "attacks": "->", "undercuts": "_>"}


def escape(text: str) -> str:
    """``text`` on one line with a backslash before every character that Argdown would act on."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def dump(document: Document) -> str:
    """The outline of ``document`` in Argdown."""
    return _Writer(document).text()


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.forest = Forest(document.outline)
        self.titles = {unit.id: f"{NAMES[unit.role]} {number}: {self._opening(unit)}".replace(":", " –")
                       for number, unit in enumerate(document.outline.units, 1)}
        self.out: dict[str, list[Relation]] = defaultdict(list)
        for relation in document.outline.relations:
            if relation.source in self.titles and relation.target in self.titles:
                self.out[relation.source].append(relation)

    def _opening(self, unit: Unit) -> str:
        plain = one_line(_NOT_PLAIN.sub(" ", self._words(unit)))
        return " ".join(plain.split(" ")[:_TITLE_WORDS])

    def _words(self, unit: Unit) -> str:
        return self.document.article.text[unit.start:unit.end]

    def text(self) -> str:
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        about = source(self.document.article)
        facts = {"title": about.title, "author": about.author, "date": about.date,
                 "source": address(self.document.article), "made": self.document.made}
        yield from ["===", *(f"{name}: {yaml(value)}" for name, value in facts.items() if value), "==="]
        placed: set[str] = set()
        for theme, branches in self.forest.by_theme():
            yield from ["", f"# {escape(theme.label)}"]
            again = [unit for unit in map(self.forest.units.get, theme.units) if unit and unit.role == "background"]
            for branch in [*branches, *(Branch(unit, 0) for unit in again)]:
                yield from self._statement(branch, placed)
        rest = [unit for unit in self.document.outline.units if unit.id not in placed]
        if rest:
            yield from ["", "# No theme"]
        for unit in rest:
            yield from self._statement(Branch(unit, 0), placed)

    def _statement(self, branch: Branch, placed: set[str]) -> Iterator[str]:
        """The unit under its parent, or on its own with what it bears on below it."""
        unit, indent = branch.unit, "  " * branch.depth
        lead = _IN[branch.relation.type] + " " if branch.relation else ""
        if not branch.depth:
            yield ""
        if unit.id in placed:
            yield f"{indent}{lead}[{self.titles[unit.id]}]"
            return
        placed.add(unit.id)
        yield f"{indent}{lead}[{self.titles[unit.id]}]: {escape(self._words(unit))} #{unit.role} {self._data(unit)}"
        for relation in self.out[unit.id]:
            if relation != branch.relation:
                yield f"{indent}  {_OUT[relation.type]} [{self.titles[relation.target]}]"

    def _data(self, unit: Unit) -> str:
        """What else is known of the unit, as inline YAML (of which JSON is a part)."""
        facts: dict[str, object] = {"id": unit.id, "start": unit.start, "end": unit.end, "confidence": unit.confidence}
        if unit.speaker:
            facts["speaker"] = unit.speaker
        return json.dumps(facts, ensure_ascii=False)
