"""Selecting words with the keyboard: an anchor that stays, an end that moves by sentence, word or character."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from natotui.screen.state import Sentences, Span

if TYPE_CHECKING:
    from natotui.screen.reading import ReadingScreen

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_REACH = 4_000
"""Code points around the end in which the next word is looked for: longer than any sentence that is shown."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Half-open: from ``fixed`` to ``moving``, whichever comes first."""

    fixed: int
    moving: int

    @property
    def span(self) -> Span:
        """Start and end, in order."""
        return min(self.fixed, self.moving), max(self.fixed, self.moving)

    def by_sentence(self, count: int, sentences: Sentences) -> Selection:
        """The moving end at the next (previous) sentence end; across paragraphs. A selection that would become empty
        grows on its other side instead."""
        if count > 0:
            here = sentences.at(max(0, self.moving - (self.moving > self.fixed)))
            end = here[1] if self.moving < here[1] else sentences.step(here[0], 1)[1]
            if self.moving < self.fixed <= end:
                last = sentences.at(max(0, self.fixed - 1))
                kept = Selection(max(self.moving, last[0]), self.fixed)
                return kept.by_sentence(1, sentences)
            return Selection(self.fixed, end)
        here = sentences.at(max(0, self.moving - 1))
        start = here[0] if self.moving > here[0] else sentences.step(here[0], -1)[0]
        if start <= self.fixed < self.moving:
            first = sentences.at(self.fixed)
            kept = Selection(min(self.moving, first[1]), self.fixed)
            return kept.by_sentence(-1, sentences)
        return Selection(self.fixed, start)

    def by_word(self, count: int, text: str) -> Selection:
        """The moving end behind the next word, or before the previous one."""
        if count > 0:
            found = _WORD.search(text, self.moving, self.moving + _REACH)
            return Selection(self.fixed, found.end() if found else self.moving)
        words = list(_WORD.finditer(text, max(0, self.moving - _REACH), self.moving))
        behind = [word for word in words if word.end() < self.moving]
        if self.moving > self.fixed and behind and behind[-1].end() > self.fixed:
            return Selection(self.fixed, behind[-1].end())
        return Selection(self.fixed, words[-1].start() if words else self.moving)

    def by_character(self, count: int, text: str) -> Selection:
        """The moving end one character on, a combining mark together with its letter."""
        at = max(0, min(len(text), self.moving + count))
        while 0 < at < len(text) and _joins(text, at):
            at += 1 if count > 0 else -1
        return Selection(self.fixed, at)

    def swapped(self) -> Selection:
        """The other end moves."""
        return Selection(self.moving, self.fixed)

    def trimmed(self, text: str) -> Span:
        """Start and end without blanks at the edges."""
        start, end = self.span
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return start, end


def _joins(text: str, at: int) -> bool:
    """Whether a break before ``at`` would tear a character."""
    import unicodedata

    return text[at] in "\u200d\ufe0f" or text[at - 1] == "\u200d" or unicodedata.combining(text[at]) > 0


class Selecting:
    """The keys of the selection."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self.selection: Selection | None = None

    @property
    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id to what it does."""
        return {
            "select": self.begin,
            "selection-cancel": self.cancel,
            "selection-swap": self._swap,
            "selection-sentence": lambda: self._sentence(1),
            "selection-sentence-back": lambda: self._sentence(-1),
            "selection-word": lambda: self._word(1),
            "selection-word-back": lambda: self._word(-1),
            "selection-character": lambda: self._character(1),
            "selection-character-back": lambda: self._character(-1),
        }

    @property
    def span(self) -> Span:
        """What a note would be about: the selection, else the sentence or unit under the cursor."""
        if self.selection is None:
            return self.screen.state.cursor
        return self.selection.trimmed(self.screen.state.article.text)

    def begin(self) -> None:
        """Start with the search hit under the cursor, else with the sentence."""
        state = self.screen.state
        start, end = state.cursor
        if state.hits and 0 <= state.hit < len(state.hits) and start <= state.hits[state.hit][0] < end:
            start, end = state.hits[state.hit]
        self.screen.set_pane("article")
        self.screen.mode = "selecting"
        self._set(Selection(start, end))

    def cancel(self) -> None:
        """Leave the selection."""
        before, self.selection = self.screen.view.overlay.selection, None
        self.screen.view.overlay.selection = (0, 0)
        self.screen.view.restyle(before)
        if self.screen.mode == "selecting":
            self.screen.mode = "reading"

    def _set(self, selection: Selection) -> None:
        view = self.screen.view
        before = view.overlay.selection
        self.selection = selection
        start, end = view.overlay.selection = selection.span
        moving = max(0, min(selection.moving, len(self.screen.state.article.text) - 1))
        view.bring(moving, moving)
        view.restyle(before, (start, end))
        words = len(_WORD.findall(self.screen.state.article.text, start, min(end, start + 100_000)))
        self.screen.say(f"{words} words selected")

    def _sentence(self, count: int) -> None:
        if self.selection is not None:
            self._set(self.selection.by_sentence(count, self.screen.sentences))

    def _word(self, count: int) -> None:
        if self.selection is not None:
            self._set(self.selection.by_word(count, self.screen.state.article.text))

    def _character(self, count: int) -> None:
        if self.selection is not None:
            self._set(self.selection.by_character(count, self.screen.state.article.text))

    def _swap(self) -> None:
        if self.selection is not None:
            self._set(self.selection.swapped())
