"""Random frames as Textual writes them: addressed, styled runs that each reset their style."""

from __future__ import annotations

from random import Random

STYLES = ["", "1", "3", "4", "7", "9", "2;3", "31", "1;32", "97", "44", "104", "38;5;208", "48;5;236"]
STYLES += ["38;2;1;2;3", "48;2;30;30;46", "38;2;200;200;200;48;2;30;30;46", "1;38;2;9;9;9;48;2;30;30;46"]
STYLES += ["4;38;5;12;48;5;236", "7;31;44", "39;49", "38;5;7;48;5;236"]
WORDS = [
    "a",
    "the ",
    "Alliance",
    "  ",
    " " * 20,
    "─" * 12,
    "éß",
    "日本語",
    "e\u0301",
    "한",
    "…",
    "“quoted”",
    "│",
]
EMOJI = ["👩\u200d🚀", "🎉", "❤\ufe0f", "👍🏽", "🇩🇪", "©\ufe0f"]


def text(random: Random, width: int, emoji: bool) -> str:
    """A run of at most `width` cells."""
    from rich.cells import set_cell_size

    words = WORDS + EMOJI if emoji else WORDS
    drawn = "".join(random.choice(words) for _ in range(random.randint(1, 8)))
    return set_cell_size(drawn, random.randint(1, width))


def run(random: Random, x: int, y: int, width: int, emoji: bool) -> str:
    """A styled run of at most `width` cells at (x, y)."""
    style = random.choice(STYLES)
    drawn = text(random, width, emoji)
    if random.random() < 0.05:
        drawn = f"\x1b]8;id=1;https://example.org/{y}\x1b\\{drawn}\x1b]8;;\x1b\\"
    return f"\x1b[{y + 1};{x + 1}H" + (f"\x1b[{style}m{drawn}\x1b[0m" if style else drawn)


def whole(random: Random, width: int, height: int, emoji: bool) -> str:
    """A frame that draws every cell."""
    from rich.cells import set_cell_size

    background = random.choice(STYLES)
    rows = []
    for y in range(height):
        left = random.randint(0, width)
        drawn = set_cell_size(text(random, width, emoji), left)
        rest = set_cell_size(text(random, width, emoji), random.randint(0, width - left))
        rest = set_cell_size(rest, width - left)
        rows.append(f"\x1b[{y + 1};1H\x1b[{background or 0}m{drawn}\x1b[0m\x1b[{background or 0};1m{rest}\x1b[0m")
    return "\n".join(rows)


def part(random: Random, width: int, height: int, emoji: bool) -> str:
    """A frame that draws some runs."""
    frame = ""
    for _ in range(random.randint(0, 6)):
        x, y = random.randrange(width), random.randrange(height)
        frame += run(random, x, y, width - x, emoji)
    return frame


def page(lines: list[str], top: int, height: int, pane: int, style: str = "48;5;236") -> str:
    """A frame of one pane that shows `lines` from number `top`, `pane` cells wide."""
    rows = []
    for y in range(height):
        line = lines[(top + y) % len(lines)][:pane].ljust(pane)
        rows.append(f"\x1b[{y + 1};1H\x1b[{style}m{line}\x1b[0m")
    return "\n".join(rows)
