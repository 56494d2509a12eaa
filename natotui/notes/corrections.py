"""The person's notes as corrections that the engine applies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from natotui.argument.corrections import Correction
from natotui.argument.model import RELATION_TYPES, ROLES, RelationType, Role
from natotui.article.model import Article
from natotui.notes.model import Placed


def corrections(placed: Iterable[Placed], article: Article) -> tuple[Correction, ...]:
    """What the notes set right in ``article``, in the order in which the person did; lost notes set nothing.

    Themes that were renamed, merged or added concern no unit: ``themes.laid_over`` applies those.
    """
    kept = [each for each in placed if each.status != "lost" and each.end <= len(article.text)]
    kept.sort(key=lambda each: (each.note.created, each.note.id))
    return tuple(made for each in kept if (made := _correction(each)) is not None)


def _correction(placed: Placed) -> Correction | None:
    start, end, data, target = placed.start, placed.end, placed.note.data, placed.target
    role = _role(data.get("role"))
    match placed.note.kind:
        case "role" if role is not None:
            return Correction(start, end, "role", role=role)
        case "add":
            return Correction(start, end, "add", role=role)
        case "reject":
            return Correction(start, end, "reject")
        case "theme" if isinstance(theme := data.get("theme"), str) and theme.strip():
            return Correction(start, end, "theme", theme=theme)
        case "bounds" if target is not None:
            return Correction(start, end, "bounds", target=target)
        case "join" if target is not None:
            return Correction(start, end, "bounds", target=(min(start, target[0]), max(end, target[1])))
        case "split" if target is not None:
            return Correction(*target, "add", role=role)
        case "relation" if target is not None and data.get("relation") in RELATION_TYPES:
            return Correction(start, end, "relation", target=target, relation=cast(RelationType, data["relation"]))
    return None


def _role(value: object) -> Role | None:
    return next((role for role in ROLES if role == value), None)
