"""What themes are called: each group of paragraphs gets one of the names that it is offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from natotui.argument.words import stem


@dataclass(frozen=True)
class Name:
    """A possible label, and how much it speaks for a group of paragraphs."""

    id: str
    weight: float
    write: Callable[[], str]
    """Makes the label: most names are never used."""

    @cached_property
    def label(self) -> str:
        """As the reader sees it."""
        return self.write()


def dealt(offers: Sequence[Sequence[Name]]) -> list[Name | None]:
    """One name for each group, the weightiest first, no two that share a word, or at least none twice."""
    ranked = sorted(((name.weight, -group, name) for group, names in enumerate(offers) for name in names),
                    key=lambda each: (-each[0], -each[1], each[2].id))
    chosen: list[Name | None] = [None] * len(offers)
    taken: set[str] = set()
    for of in (_words, _whole):
        for _, minus, name in ranked:
            if chosen[-minus] is None and not of(name) & taken:
                chosen[-minus] = name
                taken |= _words(name) | _whole(name)
    return chosen


def _words(name: Name) -> set[str]:
    """Stems of a label's words."""
    return {stem(word) for word in name.label.lower().split()} - {""} or _whole(name)


def _whole(name: Name) -> set[str]:
    return {f"/{name.label.lower()}"}
