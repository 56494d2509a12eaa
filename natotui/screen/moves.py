"""The keys that move: sentences, rows, pages, themes, roles, jumps, marks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from natotui.argument.model import Unit
from natotui.screen.actions import shown

if TYPE_CHECKING:
    from natotui.screen.reading import ReadingScreen


def _further(count: int) -> str:
    """What there is no more of, going on (back, when negative)."""
    return "further" if count > 0 else "earlier"


class Moves:
    """Turns the moving actions into a new cursor and a window that shows it."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen

    @property
    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id to what it does."""
        return {
            "next": lambda: self.sentence(1),
            "previous": lambda: self.sentence(-1),
            "down": lambda: self.rows(1),
            "up": lambda: self.rows(-1),
            "page-down": lambda: self.page(1),
            "page-up": lambda: self.page(-1),
            "next-paragraph": lambda: self.paragraph(1),
            "previous-paragraph": lambda: self.paragraph(-1),
            "top": self.top,
            "end": self.end,
            "next-part": lambda: self.heading(1),
            "previous-part": lambda: self.heading(-1),
            "back": lambda: self.history(-1),
            "forward": lambda: self.history(1),
            "next-theme": lambda: self.theme(1),
            "previous-theme": lambda: self.theme(-1),
            **{f"theme-{n}": partial(self.theme_number, n) for n in range(1, 10)},
            "next-passage": lambda: self.passage(1),
            "previous-passage": lambda: self.passage(-1),
            **{
                f"{way}-{role}": partial(self.role, role, step)
                for role in ("claim", "evidence", "counterpoint", "rebuttal")
                for way, step in (("next", 1), ("previous", -1))
            },
            "set-mark": self.set_mark,
            "go-mark": self.go_mark,
        }

    # Steps: no entry in the history

    def sentence(self, count: int) -> None:
        """The next or previous sentence; in the outline, line."""
        state = self.screen.state
        if state.pane == "outline":
            self.screen.guide.step(count)
            return
        span = self.screen.sentences.step(state.cursor[0], count)
        if span == state.cursor:
            self.screen.say("the end" if count > 0 else "the top")
        self.screen.show_cursor(span)

    def rows(self, count: int) -> None:
        """Scroll by rows; the cursor stays in the window."""
        if self.screen.state.pane == "outline":
            self.screen.guide.step(count)
            return
        if not self.screen.view.scroll_rows(count):
            self.sentence(1 if count > 0 else -1)
            return
        self._keep_cursor_visible()

    def page(self, count: int) -> None:
        """A window down or up, less two rows that stay for orientation."""
        view = self.screen.view
        if self.screen.state.pane == "outline":
            self.screen.guide.step(count * max(1, view.size.height - 2))
            return
        if not view.scroll_rows(count * max(1, view.size.height - 2)):
            self.screen.show_cursor(self.screen.sentences.at(len(self.screen.state.article.text) if count > 0 else 0))
            return
        first = view.first_offset
        span = self.screen.sentences.at(first)
        if span[0] < first:
            after = self.screen.sentences.step(span[0], 1)
            span = after if after[0] < view.last_offset else span
        self.screen.show_cursor(span, bring=False)

    def _keep_cursor_visible(self) -> None:
        view, (start, end) = self.screen.view, self.screen.state.cursor
        if end <= view.first_offset:
            span = self.screen.sentences.at(view.first_offset)
            self.screen.show_cursor(span, bring=False)
        elif start >= view.last_offset:
            self.screen.show_cursor(self.screen.sentences.at(max(0, view.last_offset - 1)), bring=False)
        else:
            self.screen.refresh_status()

    def paragraph(self, count: int) -> None:
        """The next or previous block."""
        self.screen.show_cursor(self.screen.sentences.paragraph(self.screen.state.cursor[0], count))

    # Jumps: the history keeps where they began

    def top(self) -> None:
        """The first sentence."""
        self.screen.jump(self.screen.sentences.at(0))

    def end(self) -> None:
        """The last sentence."""
        self.screen.jump(self.screen.sentences.at(len(self.screen.state.article.text)))

    def heading(self, count: int) -> None:
        """The next or previous heading (or part of a long text)."""
        state = self.screen.state
        parts = self.screen.analysis.parts
        starts = [part.start for part in parts]
        if len(parts) < 2:
            starts = [b.start for b in state.article.blocks[:20_000] if b.kind == "heading" and not b.furniture]
        later = (
            [at for at in starts if at > state.cursor[0]]
            if count > 0
            else [at for at in starts if at < state.cursor[0]]
        )
        if later:
            self.screen.jump(self.screen.sentences.at(later[0] if count > 0 else later[-1]))
        else:
            self.screen.say(f"no {_further(count)} heading")

    def theme(self, count: int) -> None:
        """The first words of the next or previous theme in the outline's order."""
        themes = self.screen.state.outline.themes
        if not themes:
            self.screen.say("no themes yet" if not self.screen.state.analysed else "no themes here")
            return
        current = self.screen.theme_index()
        self.theme_number(
            (current + count) % len(themes) + 1 if current is not None else (1 if count > 0 else len(themes))
        )

    def theme_number(self, number: int) -> None:
        """The first words of theme ``number``; said, where there is none."""
        themes = self.screen.state.outline.themes
        if number > len(themes):
            self.screen.say(f"there is no theme {number}")
            return
        units = self._units(themes[number - 1].units)
        shown = [unit for unit in units if unit.role != "background"] or units
        if shown:
            self.screen.theme = themes[number - 1].id
            self.screen.jump((shown[0].start, shown[0].end))
            self.screen.say(f"theme {number} of {len(themes)}")

    def _units(self, ids: tuple[str, ...]) -> list[Unit]:
        wanted = set(ids)
        return [unit for unit in self.screen.state.outline.units if unit.id in wanted]

    def passage(self, count: int) -> None:
        """The next or previous passage of the theme at hand: a run of its units without another theme between."""
        state, theme = self.screen.state, self.screen.current_theme()
        if theme is None:
            self.screen.say("no theme here")
            return
        starts, inside = [], False
        for unit in state.outline.units:
            here = theme.id in unit.themes
            if here and not inside:
                starts.append(unit)
            inside = here
        later = (
            [u for u in starts if u.start > state.cursor[0]]
            if count > 0
            else [u for u in starts if u.end <= state.cursor[0]]
        )
        if not later:
            self.screen.say(f"no {_further(count)} passage of “{theme.label}”")
            return
        found = later[0] if count > 0 else later[-1]
        self.screen.theme = theme.id
        self.screen.jump((found.start, found.end))

    def role(self, role: str, count: int) -> None:
        """The next or previous unit of a role; a thesis counts as a claim."""
        state = self.screen.state
        units = [u for u in state.outline.units if u.role == role or (role == "claim" and u.role == "thesis")]
        later = (
            [u for u in units if u.start > state.cursor[0]]
            if count > 0
            else [u for u in units if u.start < state.cursor[0]]
        )
        if later:
            found = later[0] if count > 0 else later[-1]
            self.screen.jump((found.start, found.end))
        elif not state.analysed:
            self.screen.say("still reading")
        elif state.outline.kind != "argument" and not units:
            keys = self.screen.keys["argue"]
            self.screen.say("no claims were looked for" + (f"; {shown(keys[0])} looks" if keys else ""))
        else:
            words = "counterpoint was" if role == "counterpoint" else f"{role} was"
            more = f"{_further(count)} " if units else ""
            self.screen.say(f"no {more}{words} found{'' if units else ' here; the engine may have missed one'}")

    def history(self, count: int) -> None:
        """Back and forward through the jumps."""
        state = self.screen.state
        source, other = (state.back, state.forward) if count < 0 else (state.forward, state.back)
        if not source:
            self.screen.say("no jump to go back to" if count < 0 else "no jump to go forward to")
            return
        other.append(state.cursor[0])
        self.screen.show_cursor(self.screen.sentences.at(source.pop()))

    def set_mark(self) -> None:
        """The next key names a mark at the cursor."""
        self.screen.say("mark: type a letter")
        self.screen.await_key(self._mark)

    def _mark(self, key: str) -> None:
        self.screen.state.marks[key] = self.screen.state.cursor[0]
        self.screen.say(f"mark {key} set")

    def go_mark(self) -> None:
        """The next key names the mark to go to."""
        names = " ".join(sorted(self.screen.state.marks))
        if not names:
            self.screen.say("no marks yet: m and a letter sets one")
            return
        self.screen.say(f"go to mark: {names}")
        self.screen.await_key(self._to_mark)

    def _to_mark(self, key: str) -> None:
        at = self.screen.state.marks.get(key)
        if at is None:
            self.screen.say(f"there is no mark {key}")
        else:
            self.screen.jump(self.screen.sentences.at(at))
