"""Themes as the person named them, laid over an outline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from natotui.argument.model import Outline, Part, Theme
from natotui.notes.model import Note, Placed


def laid_over(outline: Outline, placed: Iterable[Placed]) -> Outline:
    """``outline`` with its themes renamed, merged and added as the notes say, in the order in which they were made.

    A theme that gets the label of another is merged with it. Themes that the outline does not have change nothing.
    """
    notes = [each.note for each in placed if each.note.kind in ("rename-theme", "merge-theme", "add-theme")]
    for note in sorted(notes, key=lambda each: (each.created, each.id)):
        outline = _changed(outline, note)
    return outline


def find(outline: Outline, name: str) -> Theme | None:
    """The theme with this label (in any case) or id."""
    wanted = _key(name)
    return next((theme for theme in outline.themes if wanted and wanted in (_key(theme.label), theme.id)), None)


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()


def _changed(outline: Outline, note: Note) -> Outline:
    label = note.data.get("label")
    old = note.data.get("theme", "")
    if not isinstance(label, str) or not label.strip() or not isinstance(old, str):
        return outline
    label = " ".join(label.split())
    other = find(outline, label)
    if note.kind == "add-theme":
        return outline if other else replace(outline, themes=(*outline.themes, Theme(_new_id(outline, label), label)))
    theme = find(outline, old)
    if theme is None:
        return outline
    if other is not None and other.id != theme.id:
        return _merged(outline, theme, other)
    if note.kind == "merge-theme":
        return outline
    renamed = tuple(replace(each, label=label) if each.id == theme.id else each for each in outline.themes)
    return replace(outline, themes=renamed)


def _merged(outline: Outline, gone: Theme, into: Theme) -> Outline:
    def moved(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(into.id if each == gone.id else each for each in ids))

    together = {*gone.units, *into.units}
    order = tuple(unit.id for unit in outline.units if unit.id in together)
    themes = tuple(replace(each, units=order) if each.id == into.id else each
                   for each in outline.themes if each.id != gone.id)
    units = tuple(replace(unit, themes=moved(unit.themes)) for unit in outline.units)
    parts: tuple[Part, ...] = tuple(replace(part, themes=moved(part.themes)) for part in outline.parts)
    return replace(outline, units=units, themes=themes, parts=parts)


def _new_id(outline: Outline, label: str) -> str:
    base = re.sub(r"[\W_]+", "-", label.casefold()).strip("-") or "theme"
    taken = {theme.id for theme in outline.themes}
    number = 1
    while (ident := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return ident
