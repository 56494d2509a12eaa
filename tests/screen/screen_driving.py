"""The reader driven by keys, without a terminal: what a test presses, and what then stands on the screen."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget
from textual.worker import WorkerCancelled, WorkerFailed

from natotui.argument.model import Outline, Relation, Role, Theme, Unit
from natotui.article.load import read_bytes
from natotui.article.model import Article
from natotui.config import Settings
from natotui.notes.model import MARKS, Placed
from natotui.screen.app import NatotuiApp
from natotui.screen.pick import PickScreen
from natotui.screen.reading import ReadingScreen
from natotui.screen.state import Span

TEXT = """# The Bridge at Hexham

*Why the old crossing should stay shut.*

The bridge must stay closed. It was built for carts and cattle. Engineers counted forty cracks in March.

Critics say that the shops will die. But the shops sell more since it closed.

## Money

Repair costs nine million. The council has two million left. The money should go to the ferry.

## Future

A ferry carries bicycles and people. Some fear the winter floods. The floods last a day. The town votes in May.
"""


def article(text: str = TEXT, source: str = "bridge.md") -> Article:
    """An article from Markdown."""
    return read_bytes(text.encode(), source=source, name="it.md")


def unit(read: Article, number: int, words: str, role: Role, theme: str, confidence: float = 0.8) -> Unit:
    """The unit over ``words``."""
    start = read.text.index(words)
    return Unit(f"u{number}", start, start + len(words), role, confidence, (theme,))


def outline(read: Article) -> Outline:
    """What ``TEXT`` argues: three themes, the first of them in two passages, every role."""
    given: list[tuple[str, Role, str]] = [
        ("The bridge must stay closed.", "thesis", "closing"),
        ("It was built for carts and cattle.", "background", "closing"),
        ("Engineers counted forty cracks in March.", "evidence", "closing"),
        ("Critics say that the shops will die.", "counterpoint", "closing"),
        ("But the shops sell more since it closed.", "rebuttal", "closing"),
        ("Repair costs nine million.", "evidence", "money"),
        ("The council has two million left.", "evidence", "money"),
        ("The money should go to the ferry.", "claim", "money"),
        ("A ferry carries bicycles and people.", "claim", "ferry"),
        ("Some fear the winter floods.", "counterpoint", "ferry"),
        ("The floods last a day.", "rebuttal", "ferry"),
        ("The town votes in May.", "claim", "closing"),
    ]
    units = tuple(unit(read, number, *each) for number, each in enumerate(given, 1))
    named = {"closing": "Closing it", "money": "Money", "ferry": "The ferry"}
    return Outline(
        units,
        tuple(
            Relation(f"u{source}", f"u{target}", kind)
            for source, target, kind in (
                (3, 1, "supports"),
                (4, 1, "attacks"),
                (5, 4, "attacks"),
                (6, 8, "supports"),
                (7, 8, "supports"),
                (8, 1, "supports"),
                (10, 9, "attacks"),
                (11, 10, "attacks"),
            )
        ),
        tuple(Theme(ident, label, tuple(u.id for u in units if ident in u.themes)) for ident, label in named.items()),
    )


_CALM = 8
"""Turns of the event loop in which nothing waits, after which nothing is to come."""
_CHARACTERS = {"space": " ", "enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f"}


class Reader:
    """An app under test."""

    def __init__(self, app: NatotuiApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def drain(self) -> None:
        """Until no widget has a message left. ``Pilot.pause`` waits for the processor to be idle instead: with
        other tests on the machine that takes a second a key, and with a worker it tells nothing."""
        for _ in range(1_000):
            busy = await self._calm()
            if self.app._exit or self.app._exception is not None:
                return
            if not busy:
                return
            self.app.screen._on_timer_update()  # what waits for the next frame
        raise AssertionError("the app sends itself messages without end")

    async def _calm(self) -> bool:
        """Turn the loop until nothing waits anywhere for some turns; whether anything did."""
        calm = turns = 0
        while calm < _CALM and not self.app._exit and self.app._exception is None:
            turns += 1
            await asyncio.sleep(0)
            pumps = [pump for pump in self.app._registry if isinstance(pump, Widget)]
            waiting = self.app.message_queue_size or any(p.message_queue_size or not p._is_mounted for p in pumps)
            calm = 0 if waiting else calm + 1
        return turns > _CALM

    async def settle(self) -> None:
        """Until no worker is left and all messages are dealt with."""
        while True:
            await self.drain()
            while self.app.reading and self.app.reading.analysis._soon is not None and not self.app._exit:
                await asyncio.sleep(0)  # the cursor rests: its part will be looked at
            busy = [worker for worker in self.app.workers if not worker.is_finished]
            if not busy:
                return
            for worker in busy:
                try:
                    await worker.wait()
                except (WorkerCancelled, WorkerFailed):
                    continue

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each after all that the last one did; then wait for the workers."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            character = key if len(key) == 1 else _CHARACTERS.get(key)
            self.app.post_message(Key(name, character))
            await self.drain()
        await self.settle()

    async def type(self, words: str) -> None:
        """Type words."""
        await self.press(*words)

    @property
    def screen(self) -> ReadingScreen:
        """The reading screen."""
        assert self.app.reading is not None
        return self.app.reading

    @property
    def list(self) -> PickScreen:
        """The list that is open."""
        assert isinstance(self.app.screen, PickScreen), self.app.screen
        return self.app.screen

    @property
    def listed(self) -> list[str]:
        """The words of the lines of the open list."""
        return [choice.words for choice in self.list.lines.choices]

    @property
    def cursor(self) -> Span:
        """The span under the cursor."""
        return self.screen.state.cursor

    @property
    def here(self) -> str:
        """The words under the cursor."""
        return self.words(self.cursor)

    def words(self, span: Span) -> str:
        """The article's words over ``span``, as one line."""
        return " ".join(self.screen.state.article.text[span[0] : span[1]].split())

    @property
    def message(self) -> str:
        """The news: on the status line, or over it where it is long."""
        if self.screen.panels._told:
            return str(self.screen.panel.content)
        return self.screen.message[0].strip() if self.screen.message else ""

    @property
    def status(self) -> str:
        """The status line, as far as it is the article's."""
        return "".join(words for words, _ in self.screen.bars.left)

    @property
    def footer(self) -> str:
        """The line of keys."""
        return "".join(words for words, _ in self.screen.bars.keys)

    @property
    def rows(self) -> list[str]:
        """What stands on the screen, row by row."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def shown(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.rows)

    @property
    def marked(self) -> str:
        """Key of the marked line of the outline."""
        item = self.screen.guide.marked
        return item.key if item else ""

    @property
    def lines(self) -> list[str]:
        """Keys of the lines of the outline."""
        return [item.key for item in self.screen.guide.items]

    def notes(self, *kinds: str) -> list[Placed]:
        """The notes of these kinds (without: marks)."""
        return [each for each in self.screen.notebook.placed if each.note.kind in (kinds or MARKS)]

    def role_of(self, words: str) -> str | None:
        """The role of the unit in which ``words`` begin; None where there is no unit."""
        at = self.screen.state.article.text.index(words)
        return next((u.role for u in self.screen.state.outline.units if u.start <= at < u.end), None)

    async def go(self, words: str) -> None:
        """Put the cursor on the sentence that holds ``words``."""
        self.screen.jump(self.screen.sentences.at(self.screen.state.article.text.index(words)))
        await self.settle()


@asynccontextmanager
async def reading(
    read: Article | None = None,
    *,
    size: tuple[int, int] = (100, 30),
    library: Path | None = None,
    settings: Settings | None = None,
    files: Mapping[str, str] | None = None,
    shelf: bool = False,
) -> AsyncIterator[Reader]:
    """The reader, opened on ``read`` (the bridge, where nothing is named; the list, where ``shelf``)."""
    opened = None if shelf else read or article()
    app = NatotuiApp(opened, settings, library_path=library, files=files)
    before = {name: signal.getsignal(name) for name in (signal.SIGHUP, signal.SIGTERM)}
    try:
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot)
            await reader.settle()
            yield reader
    finally:
        if "library" in vars(app.desk):
            app.desk.library.close()
        for name, handler in before.items():
            signal.signal(name, handler)


Fixed = Callable[..., Outline]


def fixed(made: Outline) -> Fixed:
    """An engine that finds ``made`` in every text."""
    return lambda *_, **__: made
