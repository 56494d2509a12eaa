"""What an argument leaves open."""

from __future__ import annotations

from natotui.argument.model import Outline


def gaps(outline: Outline) -> set[str]:
    """Ids of claims that nothing supports and of counterpoints that nothing attacks."""
    roles = {unit.id: unit.role for unit in outline.units}
    backed = {each.target for each in outline.relations
              if each.type == "supports" and roles.get(each.source) in ("evidence", "claim")}
    answered = {each.target for each in outline.relations if each.type == "attacks"}
    return {unit.id for unit in outline.units
            if (unit.role == "claim" and unit.id not in backed)
            or (unit.role == "counterpoint" and unit.id not in answered)}
