"""brat standoff -> notes: ours as they were or as they were changed in brat, another's as corrections and comments."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from natotui.argument.model import RELATION_TYPES, ROLES
from natotui.article.model import Article
from natotui.errors import NatotuiError
from natotui.exchange.document import Imported
from natotui.exchange.importing import settle
from natotui.exchange.words import one_line
from natotui.notes.anchoring import anchor
from natotui.notes.model import CONTEXT, Anchor, Note, NoteKind

_LINE = re.compile(r"([TREAMN#*]\S*)\t(.*)")
_SPAN = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?")
_TOLD = re.compile(r"(\S+) (\S+)(?:\t(.*))?")
_RELATION = re.compile(r"(\S+) \S+?:(T\S+) \S+?:(T\S+)\s*")
_NAMES = {"rebuts": "attacks", "attack": "attacks", "support": "supports", "undercut": "undercuts"}
_ROLES: dict[str, str] = {**{role: role for role in ROLES}, "premise": "evidence", "majorclaim": "thesis"}


@dataclass
class _Entity:
    """A span and all that is told of it."""

    kind: str
    start: int
    end: int
    words: str
    told: dict[str, list[str]] = field(default_factory=dict)


def read(text: str, article: Article, beside: str = "") -> Imported:
    """See ``brat.load``."""
    reader = _Reader(article, beside.replace("\r\n", "\n").removeprefix("\ufeff") or article.text)
    reader.lines(text)
    return settle(reader.notes(), article, reader.lost)


class _Reader:
    def __init__(self, article: Article, text: str) -> None:
        self.article, self.text = article, text
        self.same = text == article.text
        self.entities: dict[str, _Entity] = {}
        self.relations: dict[str, tuple[str, str, str]] = {}
        self.told: dict[str, list[tuple[str, str]]] = {}
        self.lost: Counter[str] = Counter()

    def lines(self, text: str) -> None:
        """Sort the lines by what they are.

        Raises:
            NatotuiError: a line is none of brat's.
        """
        for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
            line = line.rstrip("\r")
            if not line.strip():
                continue
            parsed = _LINE.fullmatch(line)
            if not parsed or not self._line(parsed[1], parsed[2]):
                raise NatotuiError("cannot import", f"line {number} of the notes is not brat standoff",
                                   "Check the file, or name its format with --format")

    def _line(self, name: str, rest: str) -> bool:
        if name[0] == "T":
            span = _SPAN.fullmatch(rest)
            if span:
                offsets = [int(each) for each in re.findall(r"\d+", span[2])]
                self.entities[name] = _Entity(span[1], min(offsets), max(offsets), span[3] or "")
            return span is not None
        if name[0] == "#":
            told = _TOLD.fullmatch(rest)
            if told:
                self.told.setdefault(told[2], []).append((told[1], told[3] or ""))
            return told is not None
        relation = _RELATION.fullmatch(rest) if name[0] == "R" else None
        if relation:
            self.relations[name] = (relation[1], relation[2], relation[3])
        else:
            kinds = {"A": "attributes", "M": "attributes", "E": "events", "N": "normalizations", "*": "equivalences"}
            self.lost[kinds.get(name[0], "relations")] += 1
        return True

    def notes(self) -> Iterator[Note]:
        """The notes in the order of the file."""
        for name, told in self.told.items():
            for kind, words in told:
                if name in self.entities:
                    self.entities[name].told.setdefault(kind, []).append(words)
        for name, entity in self.entities.items():
            yield from self._entity(name, entity)
        for name, (kind, source, target) in self.relations.items():
            yield from self._relation(name, kind, source, target)

    def _entity(self, name: str, entity: _Entity) -> Iterator[Note]:
        comments = [one_line(each) for each in entity.told.get("AnnotatorNotes", []) if each.strip()]
        own = [note for each in entity.told.get("Natotui", []) if (note := self._own(each, entity, comments))]
        yield from own
        if any(json.loads(each).get("at") for each in entity.told.get("Natotui", []) if _is_table(each)):
            return
        written = " ".join(next(iter(entity.told.get("Outline", [])), "").split(" ")[:3])
        role = _ROLES.get(entity.kind.casefold(), "")
        if written != f"{role} {entity.start} {entity.end}" and role:
            kind: NoteKind = "role" if written.endswith(f" {entity.start} {entity.end}") else "add"
            yield self._made(kind, entity, "", {"role": role})
        elif not role and not comments:
            yield self._made("highlight", entity, "", {}, (entity.kind,))
        for comment in comments:
            yield self._made("comment", entity, comment, {}, () if role else (entity.kind,))

    def _own(self, words: str, entity: _Entity, comments: list[str]) -> Note | None:
        """A note that we wrote, with what was changed of it in brat."""
        try:
            given = json.loads(words)
            note = Note.from_dict(given)
        except (ValueError, TypeError, AttributeError, RecursionError):
            self.lost["notes that cannot be read"] += 1
            return None
        place: Any = given.get("at")
        if not isinstance(place, list) or len(place) != 2:
            return note
        if comments != [each for each in [one_line(note.body)] if each]:
            note = replace(note, body="\n\n".join(comments))
        # The span's ends may have lost blanks when it was cut at newlines.
        if not (0 <= entity.start - place[0] <= 2 and 0 <= place[1] - entity.end <= 2) and \
                self.text[place[0]:place[1]].strip() != self.text[entity.start:entity.end].strip():
            note = replace(note, anchor=self._anchor(entity))
        return note

    def _relation(self, name: str, kind: str, source: str, target: str) -> Iterator[Note]:
        written = [" ".join(words.split(" ")[:3]) for about, words in self.told.get(name, []) if about == "Outline"]
        if f"{kind} {source} {target}" in written:
            return
        how = _NAMES.get(kind.casefold(), kind.casefold())
        ends = self.entities.get(source), self.entities.get(target)
        if how not in RELATION_TYPES or ends[0] is None or ends[1] is None:
            self.lost["relations"] += 1
            return
        comment = "\n\n".join(words for about, words in self.told.get(name, []) if about == "AnnotatorNotes")
        data = {"relation": how, "target": self._anchor(ends[1]).as_dict()}
        yield self._made("relation", ends[0], comment, data)

    def _anchor(self, entity: _Entity) -> Anchor:
        if entity.end <= len(self.text):
            print_of = self.article.fingerprint if self.same else ""
            return anchor(self.text, entity.start, entity.end, print_of, count=len(self.entities) < 2_000)
        return Anchor(entity.start, entity.end, entity.words, "", "")

    def _made(self, kind: NoteKind, entity: _Entity, body: str, data: dict[str, Any],
              tags: tuple[str, ...] = ()) -> Note:
        """A note of our own making; its id is made from what it says, so that it is the same one every time."""
        mark = self._anchor(entity)
        meant = json.dumps([kind, mark.start, mark.quote[:CONTEXT], body, data], sort_keys=True)
        ident = sha256(meant.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return Note(ident, self.article.fingerprint, kind, mark, body, tags, data=data)


def _is_table(words: str) -> bool:
    try:
        return isinstance(json.loads(words), dict)
    except (ValueError, RecursionError):
        return False
