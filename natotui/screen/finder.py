"""Search and the command line at the foot of the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from natotui.article.sanitise import sanitise_line
from natotui.screen import search

if TYPE_CHECKING:
    from natotui.screen.reading import ReadingScreen

_LARGE = 2_000_000
"""Code points from which hits are counted in a thread."""


class Finder:
    """What ``/``, ``n``, ``N`` and ``:`` do."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen

    @property
    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id to what it does."""
        return {
            "search": self.ask,
            "next-hit": lambda: self.next(1),
            "previous-hit": lambda: self.next(-1),
            "command": self.command,
        }

    def ask(self) -> None:
        """Open the search line."""
        self.screen.ask("/", self.find)

    def find(self, words: str) -> None:
        """Mark all hits and go to the first one after the cursor."""
        state = self.screen.state
        words = words or state.searched
        if not words:
            self.clear()
            return
        state.searched = words
        pattern = search.compiled(words)
        if len(state.article.text) > _LARGE:
            self.screen.say("searching …")
            text = state.article.text
            self.screen.run_worker(
                lambda: self.screen.app.call_from_thread(self._found, words, search.hits(pattern, text)),
                thread=True,
                exclusive=True,
                group="search",
            )
        else:
            self._found(words, search.hits(pattern, state.article.text))

    def _found(self, words: str, hits: list[tuple[int, int]]) -> None:
        state, view = self.screen.state, self.screen.view
        if words != state.searched:
            return
        state.hits = hits
        view.overlay.hits = hits
        if not hits:
            state.hit = -1
            view.restyle()
            self.screen.say(f"“{sanitise_line(words, 40)}” is not in the text", bad=True)
            return
        index, round_ = search.following(hits, state.cursor[0] - 1)
        view.restyle()
        self._show(index, round_)

    def next(self, count: int) -> None:
        """The next or previous hit, round the end."""
        state = self.screen.state
        if not state.hits:
            self.screen.say("nothing searched for yet: / searches" if not state.searched else "no hits")
            return
        index = state.hit + count
        self._show(index % len(state.hits), not 0 <= index < len(state.hits))

    def _show(self, index: int, round_: bool) -> None:
        state, view = self.screen.state, self.screen.view
        before = view.overlay.current_hit
        state.hit = index
        start, end = view.overlay.current_hit = state.hits[index]
        sentence = self.screen.sentences.at(start)
        self.screen.jump(sentence)
        view.bring(start, end)
        view.restyle(before, (start, end))
        many = f"{search.MOST}+" if len(state.hits) > search.MOST else str(len(state.hits))
        self.screen.say(f"{index + 1} of {many}" + (" (from the other end)" if round_ else ""))

    def clear(self) -> None:
        """Forget the hits."""
        state, view = self.screen.state, self.screen.view
        state.hits, state.hit, view.overlay.hits, view.overlay.current_hit = [], -1, [], (0, 0)
        view.restyle()

    def command(self) -> None:
        """Open the command line."""
        self.screen.ask(":", self.run)

    def run(self, words: str) -> None:
        """``50%``, a line number, or the name of an action."""
        words = words.strip()
        state = self.screen.state
        if not words:
            return
        if words.endswith("%") and words[:-1].strip().replace(".", "", 1).isdigit():
            share = min(100.0, float(words[:-1])) / 100
            self.screen.jump(self.screen.sentences.at(int(share * max(0, len(state.article.text) - 1))))
        elif words.isdigit():
            self.screen.jump(self.screen.sentences.at(_line(state.article.text, int(words[:9]))))
        else:
            self.screen.run_command(words)


def _line(text: str, number: int) -> int:
    """Code point at which line ``number`` (from 1) begins; past the end, the last line's."""
    at = 0
    for _ in range(number - 1):
        stop = text.find("\n", at)
        if stop < 0:
            break
        at = stop + 1
    return at
