"""What an article argues: units with roles, relations between them, themes. Plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["thesis", "claim", "evidence", "counterpoint", "rebuttal", "background"]
ROLES: tuple[Role, ...] = ("thesis", "claim", "evidence", "counterpoint", "rebuttal", "background")
RelationType = Literal["supports", "attacks", "undercuts"]
RELATION_TYPES: tuple[RelationType, ...] = ("supports", "attacks", "undercuts")


@dataclass(frozen=True, slots=True)
class Cue:
    """Why a unit has its role: the words that moved the score (an empty span: position or neighbours) in words."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or clause with a role. ``article.text[start:end]`` are its words."""

    id: str
    start: int
    end: int
    role: Role
    confidence: float
    """Probability, 0 to 1, that the role is right (calibrated where the engine is)."""
    themes: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    speaker: str = ""
    """Who says it, for reported speech; empty: the author."""
    also: Role | None = None
    """The runner-up role where it is nearly as likely."""


@dataclass(frozen=True, slots=True)
class Relation:
    """``source`` bears on ``target`` (unit ids; for undercuts the target is the unit whose relation is undercut)."""

    source: str
    target: str
    type: RelationType
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Theme:
    """A strand of the subject; ``units`` in reading order."""

    id: str
    label: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of a long article with an outline of its own: a span and the ids of its themes and units."""

    label: str
    start: int
    end: int
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outline:
    """Themes, units and relations of one article, in reading order."""

    units: tuple[Unit, ...] = ()
    relations: tuple[Relation, ...] = ()
    themes: tuple[Theme, ...] = ()
    parts: tuple[Part, ...] = ()
    """Empty for an article that is short enough to be one part."""
    kind: str = "argument"
    """"argument", or why no claims were looked for: "recipe", "list", "verse", "code", "not English" ..."""
    engine: str = ""
    """Version of the engine that made it: a cached outline of another engine is not used."""
    topics: tuple[str, ...] = field(default=())
    """Names of the theme packs that fitted."""
