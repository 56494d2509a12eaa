"""Edits a text at random and knows where each letter came from, so that an anchor's true place is known."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
COPY = 10**9
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]+[”’\"]?")


def texts() -> list[str]:
    """The bundled articles' prose, longest first."""
    found = [path.read_text(encoding="utf-8").split("---", 2)[-1].strip() for path in sorted(SEEDS.glob("*/*.md"))]
    return sorted((text for text in found if len(text) > 2500), key=len, reverse=True)


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of sentences, roughly."""
    return [(match.start() + len(match[0]) - len(match[0].lstrip()), match.end())
            for match in _SENTENCE.finditer(text) if len(match[0].strip()) > 12]


@dataclass
class Edited:
    """A text in which each letter knows its old offset; -1: it is new. A copied letter has its offset + ``COPY``."""

    letters: list[str]
    origins: list[int]

    @staticmethod
    def of(text: str) -> Edited:
        return Edited(list(text), list(range(len(text))))

    @property
    def text(self) -> str:
        return "".join(self.letters)

    def splice(self, start: int, end: int, new: str) -> None:
        self.letters[start:end] = new
        self.origins[start:end] = [-1] * len(new)

    def copy(self, start: int, end: int, to: int) -> None:
        letters, origins = self.letters[start:end], self.origins[start:end]
        self.letters[to:to] = letters
        self.origins[to:to] = [origin if origin < 0 else origin % COPY + COPY for origin in origins]

    def move(self, start: int, end: int, to: int) -> None:
        cut = self.letters[start:end], self.origins[start:end]
        del self.letters[start:end], self.origins[start:end]
        to = to if to < start else max(start, to - (end - start))
        self.letters[to:to] = cut[0]
        self.origins[to:to] = cut[1]

    @cached_property
    def places(self) -> dict[int, int]:
        """Where each old letter is now; to be asked once all edits are made."""
        return {origin: place for place, origin in enumerate(self.origins) if 0 <= origin < COPY}

    def true_span(self, start: int, end: int) -> tuple[int, int, float]:
        """Where the letters of the old ``[start, end)`` are now, and the part of them that is left."""
        places = [self.places[origin] for origin in range(start, end) if origin in self.places]
        return (min(places), max(places) + 1, len(places) / (end - start)) if places else (0, 0, 0.0)

    def judge(self, start: int, end: int, low: int, high: int) -> tuple[str, float]:
        """What it is to put a note of ``[start, end)`` on ``[low, high)`` now, and the likeness of the spans.

        "right"; "loose": they share less than half; "copy": on a copy of its letters; "wrong": on other letters.
        """
        first, last, left = self.true_span(start, end)
        shared = max(0, min(last, high) - max(first, low)) if left else 0
        overlap = shared / max(1, max(last, high) - min(first, low))
        if shared:
            return ("right" if overlap >= 0.5 else "loose"), overlap
        copied = any(origin >= COPY and start <= origin - COPY < end for origin in self.origins[low:high])
        return ("copy" if copied else "wrong"), 0.0


def edit(text: str, other: str, count: int, chance: random.Random) -> Edited:
    """``count`` edits as people make them; sentences of ``other`` come in."""
    made = Edited.of(text)
    strange = [other[start:end] for start, end in sentences(other)]
    for _ in range(count):
        chance.choice(_KINDS)(made, strange, chance)
    return made


def _some(made: Edited, chance: random.Random) -> tuple[int, int]:
    return chance.choice(sentences(made.text) or [(0, len(made.letters))])


def _delete(made: Edited, strange: Sequence[str], chance: random.Random) -> None:
    made.splice(*_some(made, chance), "")


def _insert(made: Edited, strange: Sequence[str], chance: random.Random) -> None:
    start, _ = _some(made, chance)
    made.splice(start, start, chance.choice(strange).strip() + " ")


def _replace(made: Edited, strange: Sequence[str], chance: random.Random) -> None:
    made.splice(*_some(made, chance), chance.choice(strange).strip())


def _repeat(made: Edited, strange: Sequence[str], chance: random.Random) -> None:
    """The trap: the same words at a second place; another edit may then take the first away."""
    made.copy(*_some(made, chance), _some(made, chance)[0])


def _reword(made: Edited, strange: Sequence[str], chance: random.Random) -> None:
    start, end = _some(made, chance)
    words = [(match.start() + start, match.end() + start)
             for match in re.finditer(r"\w+", "".join(made.letters[start:end]))]
    pool = re.findall(r"\w+", chance.choice(strange)) or ["so"]
    for low, high in sorted(chance.sample(words, max(1, len(words) // chance.randint(2, 6))), reverse=True):
        made.splice(low, high, chance.choice([chance.choice(pool), "", f"{chance.choice(pool)} {chance.choice(pool)}"]))


def _typos(made: Edited, strange: Sequence[str], chance: random.Random) -> None:
    start, end = _some(made, chance)
    for place in sorted(chance.sample(range(start, end), max(1, (end - start) // 15)), reverse=True):
        made.splice(place, place + chance.randint(0, 1), chance.choice("aeinrst, "))


def _cut(made: Edited, strange: Sequence[str], chance: random.Random) -> None:
    start, end = _some(made, chance)
    low = chance.randint(start, end - 1)
    made.splice(low, min(end, low + chance.randint(1, 60)), "")


def _move(made: Edited, strange: Sequence[str], chance: random.Random) -> None:
    start, end = _some(made, chance)
    made.move(start, min(len(made.letters), end + 1), _some(made, chance)[0])


_KINDS = (_delete, _insert, _replace, _repeat, _reword, _reword, _typos, _cut, _cut, _move)


def chosen_spans(text: str, count: int, chance: random.Random) -> list[tuple[int, int]]:
    """What people mark: mostly sentences, some parts of them, some phrases."""
    spans = []
    for _ in range(count):
        start, end = chance.choice(sentences(text))
        kind = chance.random()
        if kind > 0.6:
            words = [match.span() for match in re.finditer(r"\S+", text[start:end])]
            first = chance.randrange(len(words))
            length = chance.randint(1, 4) if kind > 0.8 else max(2, len(words) // 2)
            last = min(len(words) - 1, first + length - 1)
            start, end = start + words[first][0], start + words[last][1]
        spans.append((start, end))
    return spans
