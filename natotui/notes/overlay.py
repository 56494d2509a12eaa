"""The outline as the person set it right: the engine's, worked out anew around each correction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from natotui.argument import analyse as engine
from natotui.notes.model import MARKS, Placed

if TYPE_CHECKING:
    from natotui.argument.model import Outline, Part
    from natotui.article.model import Article


def outlined(article: Article, placed: Sequence[Placed] = (), *, part: Part | None = None,
             insist: bool = False) -> Outline:
    """The outline of ``article`` (or of one part of it) with the corrections among ``placed`` laid over it.

    Args:
        part: one of ``engine.parts(article)``; None: the whole article.
        insist: look for an argument even in a text that does not read like one.
    """
    changes = [each for each in placed if each.note.kind not in MARKS]
    if not changes:
        return engine.analyse_part(article, part, insist=insist) if part else engine.analyse(article, insist=insist)
    from natotui.notes.corrections import corrections
    from natotui.notes.themes import laid_over

    wanted = corrections(changes, article)
    made = (engine.analyse_part(article, part, corrections=wanted, insist=insist) if part
            else engine.analyse(article, corrections=wanted, insist=insist))
    return laid_over(made, changes)
