"""What the person says about an outline, applied before relations and themes are worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from natotui.argument.drafts import Draft
from natotui.argument.model import RelationType, Role

CorrectionKind = Literal["role", "relation", "theme", "bounds", "reject", "add"]


@dataclass(frozen=True)
class Correction:
    """One thing the person set right, about the unit that lies over ``[start, end)``.

    role: it has ``role``. relation: it bears on the unit over ``target`` as ``relation`` says. theme: it belongs to
    the theme labelled ``theme``. bounds: it reaches over ``target`` instead. reject: it is no unit. add: there is a
    unit at ``[start, end)`` with ``role`` (evidence if none is named).
    """

    start: int
    end: int
    kind: CorrectionKind
    role: Role | None = None
    target: tuple[int, int] | None = None
    relation: RelationType | None = None
    theme: str = ""


def apply(drafts: Sequence[Draft], corrections: Sequence[Correction]) -> list[Draft]:
    """The drafts as the person wants them, in reading order; corrections of words that are gone change nothing."""
    made = list(drafts)
    for each in corrections:
        if each.start >= each.end:
            continue
        if each.kind == "add":
            made = _place(made, _added(made, each))
            continue
        index = covering(made, each.start, each.end)
        if index is None:
            continue
        if each.kind == "reject":
            del made[index]
        elif each.kind == "bounds" and each.target and each.target[0] < each.target[1]:
            moved = replace(made[index], start=each.target[0], end=each.target[1], settled=True)
            made = _place([*made[:index], *made[index + 1:]], moved)
        else:
            made[index] = _changed(made[index], each)
    return made


def covering(drafts: Sequence[Draft], start: int, end: int) -> int | None:
    """Index of the draft that shares most with ``[start, end)``."""
    shared = [(min(end, each.end) - max(start, each.start), -index) for index, each in enumerate(drafts)]
    best = max(shared, default=(0, 0))
    return -best[1] if best[0] > 0 else None


def _changed(draft: Draft, each: Correction) -> Draft:
    if each.kind == "role" and each.role is not None:
        return replace(draft, role=each.role, settled=True)
    if each.kind == "theme" and each.theme.strip():
        return replace(draft, theme=each.theme.strip())
    if each.kind == "relation" and each.target is not None:
        return replace(draft, target=each.target, relation=each.relation or "")
    return draft


def _added(made: Sequence[Draft], each: Correction) -> Draft:
    near = min(made, key=lambda other: abs(other.start - each.start), default=None)
    block, sentence = (near.block, near.sentence) if near else (0, 0)
    return Draft(each.start, each.end, block, sentence, each.role or "evidence", (0.2,) * 5, (), settled=True)


def _place(made: Sequence[Draft], new: Draft) -> list[Draft]:
    """Insert ``new``; what it overlaps is cut back, and dropped where nothing is left of it."""
    kept: list[Draft] = []
    for each in made:
        if each.end <= new.start or each.start >= new.end:
            kept.append(each)
            continue
        if each.start < new.start:
            kept.append(replace(each, end=new.start))
        elif each.end > new.end:
            kept.append(replace(each, start=new.end))
    return sorted([*kept, new], key=lambda each: each.start)
