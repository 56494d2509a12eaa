"""Outlines for the tests of this room: hand-made ones, and the gold outlines of seeds/ as the engine would give them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from natotui import resources
from natotui.argument.model import Outline, Relation, RelationType, Role, Theme, Unit
from natotui.article.load import load
from natotui.article.model import Article, Blocks
from natotui.exchange.document import Document


def make(title: str, units: list[tuple[str, Role, str, str, RelationType]], *, source: str = "sample.txt",
         byline: str = "Ana Author", metadata: dict[str, str] | None = None) -> Document:
    """A document of one paragraph a unit: (words, role, theme, id of what it bears on or "", how)."""
    text, blocks = "", Blocks()
    made, relations, members = [], [], {}
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


@cache
def gold(name: str) -> Document:
    """A gold outline of seeds/, "security/nato-crisis" say."""
    path = resources.folder("seeds") / f"{name}.outline.toml"
    return _gold(path)


def all_gold() -> list[str]:
    """The names of all gold outlines."""
    root = resources.folder("seeds")
    return sorted(f"{path.parent.name}/{path.name.removesuffix('.outline.toml')}" for path in root.glob("*/*.outline.toml"))


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
    return Document(article, Outline(tuple(units), tuple(relations), tuple(t for t in themes if t.units), engine="gold"))
