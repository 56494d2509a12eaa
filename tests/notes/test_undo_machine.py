"""Any sequence of add, change, delete, steps, undo, redo and reopening does what a plain list of states does."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from notes_help import article, note

from natotui.notes.library import Library
from natotui.notes.model import Note, changed

TEXTS = (article(), article("Another article with words of its own.", "/other", "Other"))
WORDS = (("nurses", "bakers", "cleaners", "Lyon"), ("Another", "article", "words", "own"))


class Undo(RuleBasedStateMachine):
    """``states`` are what each article's notes were after each step; ``at`` is where undo and redo stand."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.library = Library.open(self.folder / "library.db")
        self.states: list[list[dict[str, Note]]] = [[{}], [{}]]
        self.at = [0, 0]

    def teardown(self) -> None:
        self.library.close()
        shutil.rmtree(self.folder)

    def now(self, which: int) -> dict[str, Note]:
        return dict(self.states[which][self.at[which]])

    def did(self, which: int, state: dict[str, Note]) -> None:
        del self.states[which][self.at[which] + 1:]
        self.states[which].append(state)
        self.at[which] += 1

    @rule(which=st.integers(0, 1), word=st.integers(0, 3), body=st.text(max_size=5))
    def add(self, which: int, word: int, body: str) -> None:
        body = body.encode("utf-8", "replace").decode()
        made = self.library.add(note(TEXTS[which], WORDS[which][word], "comment", body, tags=[body[:2]]))
        self.did(which, {**self.now(which), made.id: made})

    @rule(which=st.integers(0, 1), choice=st.integers(0, 20), body=st.text(max_size=5))
    def change(self, which: int, choice: int, body: str) -> None:
        state = self.now(which)
        if state:
            old = sorted(state.values(), key=lambda each: each.id)[choice % len(state)]
            made = self.library.change(changed(old, body=body.encode("utf-8", "replace").decode()))
            self.did(which, {**state, made.id: made})

    @rule(which=st.integers(0, 1), choice=st.integers(0, 20))
    def delete(self, which: int, choice: int) -> None:
        state = self.now(which)
        if state:
            ident = sorted(state)[choice % len(state)]
            self.library.delete(ident)
            del state[ident]
            self.did(which, state)

    @rule(which=st.integers(0, 1), count=st.integers(0, 4))
    def several(self, which: int, count: int) -> None:
        state = self.now(which)
        with self.library.step(TEXTS[which], "several"):
            for ident in sorted(state)[:count]:
                self.library.delete(ident)
                del state[ident]
            for word in range(count):
                made = self.library.add(note(TEXTS[which], WORDS[which][word]))
                state[made.id] = made
        if count:
            self.did(which, state)

    @rule(which=st.integers(0, 1))
    def undo(self, which: int) -> None:
        words = self.library.undo(TEXTS[which])
        assert (words is None) == (self.at[which] == 0)
        self.at[which] = max(0, self.at[which] - 1)

    @rule(which=st.integers(0, 1))
    def redo(self, which: int) -> None:
        words = self.library.redo(TEXTS[which])
        last = len(self.states[which]) - 1
        assert (words is None) == (self.at[which] == last)
        self.at[which] = min(last, self.at[which] + 1)

    @precondition(lambda self: self.at != [0, 0])
    @rule()
    def reopen(self) -> None:
        self.library.close()
        self.library = Library.open(self.folder / "library.db")
        assert self.library.problems == []

    @invariant()
    def shows_the_state(self) -> None:
        for which, text in enumerate(TEXTS):
            assert {each.note.id: each.note for each in self.library.notes(text)} == self.now(which)


Undo.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestUndo = Undo.TestCase
