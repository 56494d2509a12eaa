"""Outlines for the tests of this room: hand-made ones, and the gold outlines of seeds/."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from natotui import resources
from natotui.argument.model import Outline, Relation, RelationType, Role, Theme, Unit
from natotui.article.load import load
from natotui.article.model import Article, Blocks
from natotui.exchange.document import Document
from natotui.notes.anchoring import anchor
from natotui.notes.model import Anchor, Note, NoteKind, new_note
from natotui.notes.placing import place_all


def make(title: str, units: list[tuple[str, Role, str, str, RelationType]], *, source: str = "sample.txt",
         byline: str = "Ana Author", metadata: dict[str, str] | None = None) -> Document:
    """A document of one paragraph a unit: (words, role, theme, id of what it bears on or "", how)."""
    text, blocks = "", Blocks()
    made, relations = [], []
    members: dict[str, list[str]] = {}
    for number, (words, role, theme, target, how) in enumerate(units, 1):
        start = len(text)
        text += words
        blocks.append("paragraph", start, len(text))
        text += "\n\n"
        made.append(Unit(f"u{number}", start, start + len(words), role, 0.4 if number == 3 else 0.9, (theme,)))
        members.setdefault(theme, []).append(f"u{number}")
        if target:
            relations.append(Relation(f"u{number}", target, how, 0.7))
    article = Article(text, blocks, source=source, title=title, byline=byline, metadata=metadata or {})
    themes = tuple(Theme(name.casefold().replace(" ", "-"), name, tuple(ids)) for name, ids in members.items())
    names = {theme.label: theme.id for theme in themes}
    made = [Unit(u.id, u.start, u.end, u.role, u.confidence, (names[u.themes[0]],)) for u in made]
    return Document(article, Outline(tuple(made), tuple(relations), themes, engine="test"))


def trams() -> Document:
    """Seven units with every role and every kind of relation; wide characters before and between them."""
    return make("Tram article", [
        ("🚌 The city should build the tram.", "thesis", "Costs", "", "supports"),
        ("Trams lower the cost per rider.", "claim", "Costs", "u1", "supports"),
        ("In Lyon the cost fell 12%.", "evidence", "Costs", "u2", "supports"),
        ("Critics say that buses 🚌 are more flexible.", "counterpoint", "Comfort", "u2", "attacks"),
        ("That flexibility is unused.", "rebuttal", "Comfort", "u4", "attacks"),
        ("Lyon is denser than we are.", "counterpoint", "Costs", "u3", "undercuts"),
        ("The line was drawn up in 1998.", "background", "Comfort", "", "supports"),
    ], metadata={"date": "2026-03-01T08:00:00Z", "url": "https://example.org/article.html", "site": "The Example"})


NASTY = ("=HYPERLINK(\"http://x\")", "</script><img src=x onerror=alert(1)>", "]]> --> <!-- <![CDATA[", "\\n \\ \\\"",
         "[Claim]: <Arg> + - _> #tag {a: 1} === (1)", "end; subgraph x --> y", "\"quoted\" 'single' `code`",
         "| a | b |\\", "%% comment %%{init: {}}%%", "&amp; &#60; &lt;", "# heading", "1. one", "- item",
         "*em* _em_ ~~x~~",
         "$x^2$ @cite [link](javascript:alert(1))", "🚌 e\u0301 漢字 ﷽", "@SUM(A1)", "+1", "-1", "＝1", "//", "/* x */",
         "a\tb", "http://example.org/?a=b&c=d#e", "#quot; #35;", "::: note", "^[inline] ^id", "\u2014dash", "--- ...")
"""Words that mean something to one format or another."""


def nasty() -> Document:
    """A unit for each of the nasty words, in the themes of nasty labels."""
    roles: list[Role] = ["thesis", "claim", "evidence", "counterpoint", "rebuttal", "background"]
    return make("\"Nasty\" <b>title</b> \\ & -- #1", [
        (f"{words} goes on.", roles[min(number, 1) if number < 2 else number % 6], NASTY[number % 5],
         "" if number == 0 else f"u{number}" if number % 3 else "u1",
         ("supports", "attacks", "undercuts")[number % 3])
        for number, words in enumerate(NASTY)], byline="By Ann \"O'Nasty\" <x>; & co")


def noted(document: Document) -> Document:
    """``document`` with notes of every kind on it, one of them lost, one on no words."""
    article = document.article
    first, second, third = (document.outline.units[number] for number in (0, 1, 2))

    def note(number: int, kind: NoteKind, start: int, end: int, body: str = "", tags: tuple[str, ...] = (),
             **data: Any) -> Note:
        return new_note(article.fingerprint, kind, anchor(article.text, start, end, article.fingerprint), body,
                        tags=tags, author=("Ana", "José \"Pepe\" <x>", "")[number % 3], data=data,
                        ident=f"{number:032x}", time=f"2026-11-22T17:{number:02d}:00.000Z")

    target = anchor(article.text, second.start, second.end, article.fingerprint).as_dict()
    gone = Anchor(20, 60, "words that no longer are in the article at all", "before ", " after", "sha256:old")
    rest: list[NoteKind] = ["bounds", "split", "join"]
    made = [
        note(1, "comment", first.start, first.end, "=Needs a *source*.\n\n- really?\t<b>", ("to do", "claim", "#x")),
        note(2, "highlight", min(first.end - 1, first.start + 2), min(second.end, second.start + 3)),
        note(3, "question", third.start, max(third.start + 1, third.end - 2), "Who says so? 🚌"),
        note(4, "star", second.start, second.end), note(5, "role", third.start, third.end, role="claim"),
        note(6, "theme", third.start, third.end, theme="Costs \"and\" more"),
        note(7, "relation", third.start, third.end, target=target, relation="attacks"),
        note(8, "reject", first.start, first.end),
        note(9, "add", first.start, min(first.end, first.start + 5), role="evidence"),
        note(10, "rename-theme", 0, 0, theme="Costs", label="Money"),
        note(11, "accept", second.start, second.end, state="accepted", role="claim"),
        *(note(12 + number, kind, third.start, third.end, target=target) for number, kind in enumerate(rest)),
        new_note(article.fingerprint, "comment", gone, "Lost but kept.", author="Ana", ident="f" * 32,
                 time="2026-11-22T18:00:00.000Z"),
    ]
    placed = place_all(made, article.text, article.fingerprint)
    return replace(document, notes=tuple(sorted(
        placed, key=lambda each: (each.start, each.end, each.note.created, each.note.id))))


@cache
def gold(name: str) -> Document:
    """A gold outline of seeds/, "security/nato-crisis" say."""
    path = resources.folder("seeds") / f"{name}.outline.toml"
    return _gold(path)


def all_gold() -> list[str]:
    """The names of all gold outlines."""
    root = resources.folder("seeds")
    return sorted(f"{path.parent.name}/{path.name.removesuffix('.outline.toml')}"
                  for path in root.glob("*/*.outline.toml"))


def _gold(path: Path) -> Document:
    article: Article = load(str(path.with_name(path.name.removesuffix(".outline.toml") + ".md")))
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    at, units, relations = 0, [], []
    for number, each in enumerate(data["unit"]):
        start = article.text.index(each["quote"], at)
        at = start + len(each["quote"])
        units.append(Unit(each["id"], start, at, each["role"], round(0.35 + number * 0.37 % 0.6, 2),
                          (each["theme"],) if each.get("theme") else ()))
        relations += [Relation(each["id"], each[how], how, 0.6) for how in ("supports", "attacks", "undercuts")
                      if each.get(how)]
    themes = [Theme(each["id"], each["label"], tuple(u.id for u in units if each["id"] in u.themes))
              for each in data["theme"]]
    used = tuple(theme for theme in themes if theme.units)
    return Document(article, Outline(tuple(units), tuple(relations), used, engine="gold"))
