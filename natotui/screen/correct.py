"""The keys that set the outline right: roles, bounds, relations, themes. Each correction is a note; the engine works
out anew what lies around it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from natotui.argument.model import Role, Unit
from natotui.notes.model import NoteKind

if TYPE_CHECKING:
    from natotui.screen.notebook import Notebook
    from natotui.screen.reading import ReadingScreen

ROLE_KEYS: dict[str, Role] = {
    "t": "thesis",
    "c": "claim",
    "e": "evidence",
    "x": "counterpoint",
    "r": "rebuttal",
    "b": "background",
}


class Correct:
    """What a person knows better than the engine."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self.source: Unit | None = None

    @property
    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id to what it does."""
        return {
            "role": self.role,
            "selection-role": self.role,
            "relate": self.relate,
            **{
                relation: partial(self._guarded, partial(self.related, relation))
                for relation in ("supports", "attacks", "undercuts")
            },
            "relating-cancel": self.unrelate,
            "selection-split": partial(self._guarded, self.split),
            "join": partial(self._guarded, self.join),
            "set-theme": self.theme,
        }

    @property
    def notebook(self) -> Notebook:
        """The notes of the article that is open."""
        return self.screen.notebook

    def _kept(self, words: str) -> None:
        self.screen.annotate.saved(words)

    def _guarded(self, act: Callable[[], None]) -> None:
        self.screen.annotate.guarded(act)

    # Roles, bounds

    def role(self) -> None:
        """The next key says what this is."""
        self.screen.say(
            "is a  t thesis  c claim  e evidence  x counterpoint  r rebuttal  b background  0 no unit",
            shorter=(
                "t thesis  c claim  e evidence  x counter  r rebuttal  b background  0 no unit",
                "role: t c e x r b, 0 no unit",
                "role: t c e x r b 0",
            ),
        )
        self.screen.await_key(lambda key: self._guarded(lambda: self.set_role(key)))

    def set_role(self, key: str) -> None:
        """Give the unit here a role; a selection that is no unit becomes one."""
        if key != "0" and key not in ROLE_KEYS:
            self.screen.say(f"{key} is no role's key; nothing was changed")
            return
        span = self.screen.selecting.span
        unit = self._unit(span)
        selected = self.screen.selecting.selection is not None
        if key == "0":
            if unit is None:
                self.screen.say("there is no unit here")
                return
            self.notebook.add("reject", (unit.start, unit.end))
            self._kept("no unit")
            return
        role = ROLE_KEYS[key]
        if unit is None or (selected and not _near(span, unit)):
            self.notebook.replace("add", span, {"role": role})
        else:
            self.notebook.replace("role", (unit.start, unit.end), {"role": role})
        self._kept(f"is a {role}" if role != "evidence" else "is evidence")

    def _unit(self, span: tuple[int, int]) -> Unit | None:
        return max(
            (unit for unit in self.screen.state.outline.units if unit.start < span[1] and unit.end > span[0]),
            key=lambda unit: min(unit.end, span[1]) - max(unit.start, span[0]),
            default=None,
        )

    def split(self) -> None:
        """The unit ends where the selection begins; the rest is a unit of its own."""
        span = self.screen.selecting.span
        unit = self._unit((span[0], span[0] + 1))
        if unit is None or not unit.start < span[0] < unit.end:
            self.screen.say("select from the word at which the second part begins, inside a unit")
            return
        second = self.notebook.anchor((span[0], unit.end))
        self.notebook.replace("split", (unit.start, unit.end), {"target": second.as_dict(), "role": unit.role})
        self._kept("split")

    def join(self) -> None:
        """This unit and the next become one."""
        unit = self.screen.state.unit
        units = self.screen.state.outline.units
        after = next((u for u in units if unit is not None and u.start >= unit.end), None)
        if unit is None or after is None:
            self.screen.say("there are no two units to join here")
            return
        last = self.notebook.anchor((after.start, after.end))
        self.notebook.replace("join", (unit.start, unit.end), {"target": last.as_dict()})
        self._kept("joined")

    # Relations

    def relate(self) -> None:
        """Mark the unit here as the one that bears on another."""
        self.source = self._unit(self.screen.selecting.span)
        if self.source is None:
            self.screen.say("there is no unit here")
            return
        self.screen.selecting.cancel()
        self.screen.mode = "relating"
        self.screen.say(
            "move to what it bears on, then + supports, - attacks, ~ undercuts",
            shorter=(
                "move, then + supports, - attacks, ~ undercuts",
                "move, then + pro, - con, ~ undercuts",
                "move, + - ~",
            ),
        )

    def related(self, relation: str) -> None:
        """The marked unit bears on the one under the cursor."""
        source, target = self.source, self.screen.state.unit
        if source is None:
            self.screen.mode = "reading"
            return
        if target is None or target.id == source.id:
            self.screen.say("move to another unit first", bad=True)
            return
        anchor = self.notebook.anchor((target.start, target.end))
        self.notebook.replace(
            "relation", (source.start, source.end), {"target": anchor.as_dict(), "relation": relation}
        )
        self.unrelate()
        self._kept(relation)

    def unrelate(self) -> None:
        """Leave the marked unit as it was."""
        self.source = None
        self.screen.mode = "reading"

    # Themes

    def theme(self) -> None:
        """On a theme in the outline: its name. Elsewhere: the theme of the unit."""
        item = self.screen.guide.marked if self.screen.state.pane == "outline" else None
        labels = tuple(theme.label for theme in self.screen.state.outline.themes)
        if item is not None and item.kind == "theme":
            old = item.label
            self.screen.ask(
                f"{old} is called: ", lambda words: self._guarded(lambda: self._rename(old, words)), labels, old
            )
            return
        unit = self.screen.state.unit
        if unit is None:
            self.screen.say("there is no unit here")
            return
        self.screen.ask("theme: ", lambda words: self._guarded(lambda: self._put(unit, words)), labels)

    def _rename(self, old: str, words: str) -> None:
        new = " ".join(words.split())
        if not new or new == old:
            return
        known = {theme.label.casefold(): theme.label for theme in self.screen.state.outline.themes}
        merges = new.casefold() in known and known[new.casefold()] != old
        kind: NoteKind = "merge-theme" if merges else "rename-theme"
        self.notebook.add(kind, (0, 0), data={"theme": old, "label": known.get(new.casefold(), new) if merges else new})
        self._kept(f"merged into {new}" if merges else f"renamed to {new}")

    def _put(self, unit: Unit, words: str) -> None:
        label = " ".join(words.split())
        if label:
            self.notebook.replace("theme", (unit.start, unit.end), {"theme": label})
            self._kept(f"belongs to {label}")


def _near(span: tuple[int, int], unit: Unit) -> bool:
    """Whether a selection is meant to be the unit: they share nearly all of their words."""
    shared = min(span[1], unit.end) - max(span[0], unit.start)
    return shared >= 0.9 * max(span[1] - span[0], unit.end - unit.start)
