"""Why a unit has its role, in words: the lines that ``w`` opens above the status line."""

from __future__ import annotations

from natotui.argument.model import Outline, Unit
from natotui.article.model import Article
from natotui.screen.bars import Part
from natotui.screen.signs import Signs

_QUOTED = 48
"""Code points of another unit's words that are shown: enough to know it again."""


def explained(article: Article, outline: Outline, unit: Unit, signs: Signs) -> list[Part]:
    """Role, confidence, the cues, the speaker, and what the unit bears on."""
    parts: list[Part] = [(f"{signs.role(unit.role)} {unit.role}, {unit.confidence:.0%}", unit.role)]
    if unit.also:
        parts.append((f" (or {unit.also})", "dim"))
    reasons = []
    for cue in unit.cues:
        words = " ".join(article.text[cue.start : cue.end].split())
        reasons.append(
            f"{cue.why} (“{words}”)" if words and len(words) <= _QUOTED and words not in cue.why else cue.why
        )
    parts.append(
        (": " + f" {signs.dot} ".join(reasons or ["nothing marks it; the likeliest role where it stands"]), "text")
    )
    if unit.speaker:
        parts.append((f" {signs.dot} said by {unit.speaker}", "text"))
    units = {other.id: other for other in outline.units}
    for relation in outline.relations:
        target = units.get(relation.target)
        if relation.source == unit.id and target is not None:
            words = " ".join(article.text[target.start : target.end].split())
            clipped = words if len(words) <= _QUOTED else words[:_QUOTED].rstrip() + signs.ellipsis
            parts.append((f" {signs.dot} {relation.type} ", "dim"))
            parts.append((f"{signs.role(target.role)} “{clipped}”", target.role))
    return parts
