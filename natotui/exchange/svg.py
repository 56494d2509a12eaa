"""The argument map as a picture: light and dark by the reader's setting, readable in print and without colours."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape as _escape

from natotui.argument.model import RELATION_TYPES, ROLES, RelationType, Role
from natotui.exchange.document import Document
from natotui.exchange.layout import FONT, HEAD, LEADING, MARGIN, PAD, Box, Line, Map, arrange, measure
from natotui.exchange.signs import DARK, LIGHT, NAMES, not_argued
from natotui.exchange.source import source
from natotui.exchange.words import wrap
from natotui.signs import SIGNS

_DASHES: dict[RelationType, str] = {"supports": "none", "attacks": "7 4", "undercuts": "2 4"}
_LINES: dict[RelationType, Role] = {"supports": "evidence", "attacks": "counterpoint", "undercuts": "thesis"}
"""The role whose colour a line has; what a line means is told by its dashes and its end."""
_ENDS: dict[RelationType, str] = {
    "supports": '<path d="M0 0 L10 5 L0 10 Z" class="fill"/>',
    "attacks": '<path d="M1 1 L9 5 L1 9" class="open"/>',
    "undercuts": '<path d="M8 0 V10" class="open"/>'}


def escape(text: str) -> str:
    """``text`` as XML; characters that no XML may hold become U+FFFD."""
    return _escape("".join(each if _allowed(ord(each)) else "\ufffd" for each in text))


def _allowed(code: int) -> bool:
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


def _colours(palette: str) -> str:
    dark = palette == "dark"
    roles, ground, ink, box = (DARK, "#16181d", "#d9dbe3", "#1e2128") if dark else (
        LIGHT, "#ffffff", "#1b1d22", "#fcfbf7")
    rules = [f".map .ground{{fill:{ground}}} .map text{{fill:{ink}}} .map .box{{fill:{box}}}"]
    for role in ROLES:
        rules.append(f".map .{role} .box{{stroke:{roles[role]}}} .map .{role} .head{{fill:{roles[role]}}}")
    for kind in RELATION_TYPES:
        colour = roles[_LINES[kind]]
        rules.append(f".map .{kind}{{stroke:{colour}}} .map .end-{kind} .fill{{fill:{colour}}} "
                     f".map .end-{kind} .open{{stroke:{colour}}}")
    return " ".join(rules)


def style() -> str:
    """The style sheet of the map; paper is always light."""
    dashes = " ".join(f".map .{kind}{{stroke-dasharray:{_DASHES[kind]}}}" for kind in RELATION_TYPES)
    return (f".map text{{font-family:Helvetica,Arial,'Liberation Sans',sans-serif;font-size:{FONT}px}} "
            ".map .title{font-size:20px;font-weight:bold} .map .head{font-size:11.5px;font-weight:bold} "
            ".map .box{stroke-width:1.2} .map .thesis .box{stroke-width:3} "
            ".map .counterpoint .box{stroke-dasharray:7 3} "
            f".map .line{{fill:none;stroke-width:1.6}} {dashes} .map .open{{fill:none;stroke-width:2}} "
            + _colours("light") + f" @media (prefers-color-scheme:dark){{{_colours('dark')}}} "
            + f"@media print{{{_colours('light')}}}")


def dump(document: Document) -> str:
    """The map as an SVG file."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + picture(document) + "\n"


def picture(document: Document, links: dict[str, str] | None = None) -> str:
    """The map as an ``svg`` element.

    Args:
        links: for a page that holds it: where the box of a unit leads, by unit id. The page then brings the style
            sheet and the title; None: the picture has its own.
    """
    alone = links is None
    title = wrap(source(document.article).title or "Argument map", 560, 3, lambda text: measure(text) * 20 / FONT)
    top = MARGIN + 24 * len(title) if alone else 0
    made = arrange(document, top)
    width, height = max(made.width, 620), made.height + 64
    label = escape(f"Argument map: {' '.join(title)}")
    opening = (f'<svg xmlns="http://www.w3.org/2000/svg" class="map" width="{width:g}" height="{height:g}" '
               f'viewBox="0 0 {width:g} {height:g}" role="{"img" if alone else "group"}" aria-label="{label}">')
    return "\n".join([opening, *(_own(title, width, height) if alone else []), _markers(),
                      *_empty(document, made, top), *map(_line, made.lines),
                      *(_box(box, (links or {}).get(box.unit.id, "")) for box in made.boxes),
                      *_loose(made), *_legend(made.height), "</svg>"])


def _own(title: list[str], width: float, height: float) -> Iterator[str]:
    yield f"<style>{style()}</style>"
    yield f'<rect class="ground" width="{width:g}" height="{height:g}"/>'
    for number, line in enumerate(title):
        yield f'<text class="title" x="{MARGIN}" y="{MARGIN + 16 + 24 * number}">{escape(line)}</text>'


def _empty(document: Document, made: Map, top: float) -> Iterator[str]:
    if not made.boxes:
        words = not_argued(document.outline) or "No argument was found."
        yield f'<text x="{MARGIN}" y="{top + MARGIN + 8:g}">{escape(words)}</text>'


def _markers() -> str:
    return "<defs>" + "".join(
        f'<marker id="end-{kind}" class="end-{kind}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
        f'markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse">{_ENDS[kind]}</marker>'
        for kind in RELATION_TYPES) + "</defs>"


def _line(line: Line) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in line.points)
    return f'<polyline class="line {line.type}" points="{points}" marker-start="url(#end-{line.type})"/>'


def _box(box: Box, link: str) -> str:
    lines = "".join(
        f'<text x="{box.x + PAD:g}" y="{box.y + PAD + HEAD + 11 + LEADING * number:g}">{escape(line)}</text>'
        for number, line in enumerate(box.lines))
    drawn = (f'<g class="{box.unit.role}"><title>{escape(NAMES[box.unit.role])}: {escape(box.words)}</title>'
             f'<rect class="box" x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="5"/>'
             f'<text class="head" x="{box.x + PAD:g}" y="{box.y + PAD + 10:g}">{escape(box.head)}</text>{lines}</g>')
    return f'<a href="{escape(link)}">{drawn}</a>' if link else drawn


def _loose(made: Map) -> Iterator[str]:
    if made.loose:
        yield f'<text class="note" x="{MARGIN}" y="{made.loose + 12:g}">Not tied to the thesis:</text>'


def _legend(y: float) -> Iterator[str]:
    """What signs and lines mean."""
    x = float(MARGIN)
    for role in ROLES[:-1]:
        yield f'<g class="{role}"><text class="head" x="{x:g}" y="{y + 10:g}">{SIGNS[role][0]} {NAMES[role]}</text></g>'
        x += 130
    x = float(MARGIN)
    for kind in RELATION_TYPES:
        yield (f'<polyline class="line {kind}" points="{x:g},{y + 34:g} {x + 48:g},{y + 34:g}" '
               f'marker-start="url(#end-{kind})"/><text x="{x + 56:g}" y="{y + 38:g}">{kind}</text>')
        x += 150
