"""From SGR parameters to styles and from one style to the next in the fewest bytes."""

from __future__ import annotations

from functools import lru_cache

from natotui.screen.terminal.cells import (
    BLINK,
    BOLD,
    CONCEAL,
    DEFAULT,
    DIM,
    DOUBLE_UNDERLINE,
    ENCIRCLE,
    FAST_BLINK,
    FRAME,
    ITALIC,
    ON_BLANKS,
    OVERLINE,
    REVERSE,
    STRIKE,
    UNDERLINE,
    Style,
    on_blank,
)

_ON = {
    1: BOLD,
    2: DIM,
    3: ITALIC,
    4: UNDERLINE,
    5: BLINK,
    6: FAST_BLINK,
    7: REVERSE,
    8: CONCEAL,
    9: STRIKE,
    21: DOUBLE_UNDERLINE,
    51: FRAME,
    52: ENCIRCLE,
    53: OVERLINE,
}
_OFF = {
    22: BOLD | DIM,
    23: ITALIC,
    24: UNDERLINE | DOUBLE_UNDERLINE,
    25: BLINK | FAST_BLINK,
    27: REVERSE,
    28: CONCEAL,
    29: STRIKE,
    54: FRAME | ENCIRCLE,
    55: OVERLINE,
}
_COLOURS = {38, 48}


def _colour(numbers: list[int], at: int) -> tuple[str, int]:
    """The extended colour that starts at `numbers[at]` (38 or 48) and the index after it; "" if malformed."""
    kind = numbers[at + 1] if at + 1 < len(numbers) else -1
    size = {5: 3, 2: 5}.get(kind, 0)
    taken = numbers[at : at + size]
    if not size or len(taken) < size or max(taken) > 255:
        return "", len(numbers)
    return ";".join(map(str, taken)), at + size


@lru_cache(maxsize=1024)
def applied(style: Style, parameters: str) -> Style:
    """`style` after SGR with these parameters ("1;38;5;9"). Unknown parameters change nothing."""
    bits, fg, bg, link = style
    try:
        numbers = [int(number or 0) for number in parameters.split(";")]
    except ValueError:  # sub-parameters with colons: Textual sends none
        return style
    at = 0
    while at < len(numbers):
        number = numbers[at]
        if number in _COLOURS:
            colour, at = _colour(numbers, at)
            if colour:
                fg, bg = (colour, bg) if number == 38 else (fg, colour)
            continue
        at += 1
        if number == 0:
            bits, fg, bg = 0, "", ""
        elif number in _ON:
            bits |= _ON[number]
        elif number in _OFF:
            bits &= ~_OFF[number]
        elif 30 <= number <= 39 or 90 <= number <= 97:
            fg = "" if number == 39 else str(number)
        elif 40 <= number <= 49 or 100 <= number <= 107:
            bg = "" if number == 49 else str(number)
    return Style(bits, fg, bg, link)


def _from_scratch(new: Style) -> str:
    """SGR that leads from anything to `new`."""
    codes = ["", *(str(code) for code, bit in _ON.items() if new.bits & bit)]
    codes += [colour for colour in (new.fg, new.bg) if colour]
    return f"\x1b[{';'.join(codes)}m"


def _step(old: Style, new: Style) -> str:
    """SGR that changes only what differs between `old` and `new`."""
    bits = old.bits
    codes: list[str] = []
    for code, group in _OFF.items():
        if bits & ~new.bits & group:
            codes.append(str(code))
            bits &= ~group
    codes += [str(code) for code, bit in _ON.items() if new.bits & ~bits & bit]
    if new.fg != old.fg:
        codes.append(new.fg or "39")
    if new.bg != old.bg:
        codes.append(new.bg or "49")
    return f"\x1b[{';'.join(codes)}m" if codes else ""


@lru_cache(maxsize=4096)
def transition(old: Style | None, new: Style, partial: bool = True) -> str:
    """The shortest sequence that makes the pen draw `new` after `old` (None: unknown).

    `partial` says that the terminal knows how to switch single attributes off.
    """
    sequence = ""
    if (old.link if old else "") != new.link or old is None:
        sequence = f"\x1b]8;{new.link or ';'}\x1b\\" if old or new.link else ""
    if old is None:
        return sequence + _from_scratch(new)
    step = _step(old, new)
    if step:
        whole = _from_scratch(new)
        additive = not old.bits & ~new.bits and (new.fg or not old.fg) and (new.bg or not old.bg)
        sequence += step if (partial or additive) and len(step) <= len(whole) else whole
    return sequence


def recoloured(pen: Style | None, blank: Style) -> Style:
    """The style nearest to the pen whose blanks look like `blank`: text colour does not show on them."""
    if pen is None or blank.link or blank.bits or pen.link:
        return blank
    return Style(pen.bits & ~ON_BLANKS, pen.fg, blank.bg)


__all__ = ["DEFAULT", "applied", "on_blank", "recoloured", "transition"]
