"""Reads a gold outline (``NAME.outline.toml``, ``NAME.second.toml``) and its article into plain data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, cast

from natotui.argument.model import RELATION_TYPES, ROLES, RelationType, Role
from natotui.article.load import load
from natotui.article.model import PROSE, Article
from natotui.errors import NatotuiError

Layer = Literal["outline", "second"]
LAYERS: tuple[Layer, ...] = ("outline", "second")
"""The settled gold, and the second, independent reading."""
LARGEST = 1_000_000
"""Bytes of an outline file; the largest of the corpus has 30 thousand."""
_ARTICLE_SUFFIXES = (".md", ".txt")


@dataclass(frozen=True, slots=True)
class GoldUnit:
    """A unit as an annotator set it; ``article.text[start:end]`` are its words."""

    id: str
    start: int
    end: int
    role: Role
    also: Role | None = None
    theme: str = ""
    relation: RelationType | None = None
    target: str = ""
    """Id of the unit that it bears on; empty: none."""

    @property
    def supports(self) -> bool:
        """Whether its relation is one of support."""
        return self.relation == "supports"


@dataclass(frozen=True)
class Gold:
    """One layer of annotation of one article."""

    path: Path
    article: Article
    units: tuple[GoldUnit, ...]
    themes: tuple[tuple[str, str], ...]
    """Ids and labels, in the order of the file."""

    @property
    def name(self) -> str:
        """The article's file name without its ending."""
        return split_name(self.path)[0]

    @property
    def subject(self) -> str:
        """The folder that the article lies in."""
        return self.path.parent.name

    @cached_property
    def by_id(self) -> dict[str, GoldUnit]:
        """The units by their ids."""
        return {unit.id: unit for unit in self.units}


def split_name(path: Path) -> tuple[str, Layer]:
    """The article's name and the layer that a file name stands for.

    Raises:
        NatotuiError: the file is not named like a gold outline.
    """
    for layer in LAYERS:
        if path.name.endswith(f".{layer}.toml"):
            return path.name.removesuffix(f".{layer}.toml"), layer
    raise NatotuiError("not a gold outline", f"{path} is not named NAME.outline.toml or NAME.second.toml")


def article_of(path: Path) -> Path:
    """The article that lies beside a gold outline.

    Raises:
        NatotuiError: there is none.
    """
    name, _ = split_name(path)
    for suffix in _ARTICLE_SUFFIXES:
        if path.with_name(name + suffix).is_file():
            return path.with_name(name + suffix)
    raise NatotuiError("gold outline without its article", f"{path.with_name(name + '.md')} is missing")


def parse(path: Path) -> dict[str, Any]:
    """The TOML of a gold outline.

    Raises:
        NatotuiError: it cannot be read, is too large, or is no TOML.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise NatotuiError("gold outline", f"{path} is larger than {LARGEST} bytes")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise NatotuiError("cannot read", f"{path}: {fault.strerror or fault}") from fault
    except (ValueError, RecursionError) as fault:
        raise NatotuiError("gold outline", f"{path} is not TOML in UTF-8: {fault}") from fault


def tables(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The ``[[key]]`` tables of a parsed outline; what is no table is left out."""
    found = data.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def locate(article: Article, quotes: Iterable[str]) -> Iterator[tuple[int, int] | None]:
    """The span of each quote, searched in reading order inside one block of prose each; None: not there.

    Prose that the reader took for furniture is searched too: a refrain can look like a repeated title.
    """
    places = [block for block in article.blocks if block.kind in PROSE]
    at = first = 0
    for quote in quotes:
        for index in range(first, len(places)):
            start = article.text.find(quote, max(at, places[index].start), places[index].end) if quote else -1
            if start >= 0:
                at, first = start + len(quote), index
                yield start, at
                break
        else:
            yield None


def relation_of(unit: dict[str, Any]) -> tuple[RelationType | None, str]:
    """Type and target of the relation that a unit's table names first; (None, "") without any."""
    for kind in RELATION_TYPES:
        if isinstance(unit.get(kind), str):
            return kind, unit[kind]
    return None, ""


def read(path: Path) -> Gold:
    """Read one layer of one article.

    Raises:
        NatotuiError: the file, its article or a unit cannot be read (``gold_check.check`` tells all).
    """
    data, article = parse(path), load(str(article_of(path)))
    rows = tables(data, "unit")
    spans = locate(article, (str(row.get("quote", "")) for row in rows))
    units = tuple(_unit(path, row, span) for row, span in zip(rows, spans, strict=True))
    themes = tuple((str(row.get("id", "")), str(row.get("label", ""))) for row in tables(data, "theme"))
    return Gold(path, article, units, themes)


def _unit(path: Path, row: dict[str, Any], span: tuple[int, int] | None) -> GoldUnit:
    name, role, also = str(row.get("id", "?")), row.get("role"), row.get("also")
    if span is None or role not in ROLES or (also is not None and also not in ROLES):
        raise NatotuiError("gold outline", f"{path}: unit {name} has words or a role that are not there",
                           "`natotui check` names every problem of a file")
    relation, target = relation_of(row)
    return GoldUnit(name, *span, role=cast(Role, role), also=cast("Role | None", also),
                    theme=str(row.get("theme", "")), relation=relation, target=target)


def outlines(folder: Path, layer: Layer = "outline") -> list[Path]:
    """The files of one layer in ``folder`` (a copy of seeds/), sorted by subject and name."""
    return sorted(folder.glob(f"*/*.{layer}.toml"))
