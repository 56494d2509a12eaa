"""Part of an outline: only some roles, only some themes. What is left is an outline like any other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from natotui.argument.gaps import gaps
from natotui.argument.model import ROLES, Outline, Unit
from natotui.errors import NatotuiError

__all__ = ["gaps", "only_gaps", "select"]


def select(outline: Outline, roles: Sequence[str] = (), themes: Sequence[str] = ()) -> Outline:
    """``outline`` with the units of these roles and themes only; no role or no theme named: all of them.

    Args:
        roles: names of roles, in any case.
        themes: ids, labels or numbers (from 1) of themes, in any case.

    Raises:
        NatotuiError: there is no such role or theme; the message names those there are.
    """
    wanted_roles = {_role(name) for name in roles} or set(ROLES)
    wanted_themes = {_theme(outline, name) for name in themes}
    kept = [unit for unit in outline.units if unit.role in wanted_roles
            and (not wanted_themes or wanted_themes.intersection(unit.themes))]
    return _kept(outline, kept, wanted_themes or {theme.id for theme in outline.themes})


def only_gaps(outline: Outline) -> Outline:
    """``outline`` with nothing but its claims without evidence and counterpoints without rebuttal."""
    open_ends = gaps(outline)
    return _kept(outline, [unit for unit in outline.units if unit.id in open_ends],
                 {theme.id for theme in outline.themes})


def _kept(outline: Outline, units: Sequence[Unit], themes: Collection[str]) -> Outline:
    """Units, and of relations, themes and parts what still has both its ends."""
    ids = {unit.id for unit in units}
    lean = [replace(theme, units=tuple(each for each in theme.units if each in ids))
            for theme in outline.themes if theme.id in themes]
    lean = [theme for theme in lean if theme.units]
    left = {theme.id for theme in lean}
    return replace(
        outline,
        units=tuple(replace(unit, themes=tuple(each for each in unit.themes if each in left)) for unit in units),
        relations=tuple(each for each in outline.relations if each.source in ids and each.target in ids),
        themes=tuple(lean),
        parts=tuple(replace(part, themes=tuple(each for each in part.themes if each in left))
                    for part in outline.parts))


def _role(name: str) -> str:
    if name.casefold() not in ROLES:
        raise NatotuiError("wrong use", f'there is no role "{name}"', "The roles are " + ", ".join(ROLES))
    return name.casefold()


def _theme(outline: Outline, name: str) -> str:
    wanted = name.strip().casefold()
    for number, theme in enumerate(outline.themes, 1):
        if wanted in (theme.id.casefold(), theme.label.casefold(), str(number)):
            return theme.id
    known = ", ".join(theme.label for theme in outline.themes) or "none"
    raise NatotuiError("wrong use", f'the article has no theme "{name}"', f"Its themes are: {known}")
