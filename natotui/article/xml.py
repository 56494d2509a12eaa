"""XML to elements under limits: no entities of its own, nothing from outside, bounded depth and number."""

from __future__ import annotations

from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from natotui.article.sources import unreadable

DEEPEST = 200
MOST_ELEMENTS = 1_000_000


class _Refused(Exception):
    """The document has what no honest one has."""


class _Limits:
    """Counts what the parser meets."""

    def __init__(self, deepest: int, most: int) -> None:
        self._deepest = deepest
        self._most = most
        self._depth = 0
        self._count = 0

    def open(self) -> None:
        """An element begins."""
        self._depth += 1
        self._count += 1
        if self._depth > self._deepest:
            raise _Refused("its elements are nested too deeply")
        if self._count > self._most:
            raise _Refused("it has too many elements")

    def close(self) -> None:
        """An element ends."""
        self._depth -= 1


def parse(data: bytes, source: str, deepest: int = DEEPEST) -> Element:
    """The root element of a document; names are ``{namespace}name`` as ElementTree has them.

    Raises:
        NatotuiError: not well-formed, declares entities, or is beyond a limit.
    """
    builder = TreeBuilder()
    limits = _Limits(deepest, MOST_ELEMENTS)

    def start(name: str, attributes: dict[str, str]) -> None:
        limits.open()
        builder.start(_braced(name), {_braced(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        limits.close()
        builder.end(_braced(name))

    parser = _parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    _run(parser, data, source)
    return builder.close()


def check(data: bytes, source: str, deepest: int, most: int) -> None:
    """Raise as :func:`parse` does, for a document that a library will parse by itself; builds nothing.

    Args:
        data: the document.
        source: as the person named it.
        deepest: nesting that the library bears.
        most: number of elements that it bears.
    """
    limits = _Limits(deepest, most)
    parser = _parser()
    parser.StartElementHandler = lambda name, attributes: limits.open()
    parser.EndElementHandler = lambda name: limits.close()
    _run(parser, data, source)


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """The value of an attribute by its local name, empty if it has none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _doctype
    parser.EntityDeclHandler = _entity
    return parser


def _run(parser: expat.XMLParserType, data: bytes, source: str) -> None:
    try:
        parser.Parse(data, True)
    except _Refused as refused:
        raise unreadable(source, str(refused), "It may have been made to do harm") from None
    except (expat.ExpatError, ValueError, LookupError):
        raise unreadable(source, "a part of it is not well-formed XML", "The file may be damaged") from None


def _doctype(name: str, system: str | None, public: str | None, has_subset: int) -> None:
    if has_subset:
        _entity()


def _entity(*_: object) -> NoReturn:
    raise _Refused("it declares entities of its own")


def _braced(name: str) -> str:
    return "{" + name if "}" in name else name
