"""PDF through pypdfium2: lines with their places on the page; layout and flow are put together elsewhere."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from natotui.article.model import Article
from natotui.article.pdf_flow import flow
from natotui.article.pdf_layout import Line, arrange
from natotui.article.sources import unreadable
from natotui.errors import NatotuiError

MOST_PAGES = 5_000
MOST_CHARACTERS = 12_000_000
"""Of the whole document; a page has at most a hundredth of it."""

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LEAST_LETTERS = 20  # per page on average: with fewer the pages are pictures
_WIDE_GAP = 2.0  # line heights between two stretches that are no neighbours
_STRETCH_RE = re.compile("[^\n\r\x00\x02\ufffe]+[\x02\ufffe]?")  # no break follows PDFium's sign for a hyphen
_NUMBER_RE = re.compile(r"(?<![\s\d])\d{1,3}(?!\d)")
_SURROGATE_RE = re.compile("[\ud800-\udfff]")
_RAISED = 0.85  # of the size of the line: the number of a note
_TILTED = 0.2  # radians


def read(data: bytes, *, source: str = "") -> Article:
    """Read a document; every block has its page.

    Raises:
        NatotuiError: damaged, password-protected, scanned, beyond the limits, or pypdfium2 is not installed.
    """
    try:
        import pypdfium2
    except ImportError:
        raise NatotuiError("cannot read", "PDF files need pypdfium2", "pip install 'natotui[pdf]'") from None
    document = _opened(pypdfium2, data, source)
    try:
        pages, cut = _pages(pypdfium2, document, source)
        facts = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    letters = sum(len(line.text) for page in pages for line in page)
    if letters < _LEAST_LETTERS * min(len(pages), 5):
        raise unreadable(source, "its pages are pictures (a scan?) without text", "Run it through OCR first")
    empty = sum(1 for page in pages if not page)
    warnings = tuple(filter(None, (
        f"{empty} of {len(pages)} pages hold no text" if empty else "",
        "only the beginning was read: it is too long" if cut else "")))
    metadata = {"byline": facts.get("Author", ""), "date": _date(facts.get("CreationDate", ""))}
    draft = flow(arrange(pages), facts.get("Title", ""), metadata.get("byline", ""))
    return draft.finish(source=source, kind="pdf", metadata=metadata, title=draft.title or facts.get("Title", ""),
                        warnings=warnings)


def _date(words: str) -> str:
    """A PDF's date as year, month, day."""
    match = re.match(r"D:(\d{4})(\d\d)(\d\d)", words)
    return "-".join(match.groups()) if match else words


def _opened(pypdfium2: Any, data: bytes, source: str) -> Any:
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) == _PASSWORD or "password" in str(error).lower():
            raise unreadable(source, "it is protected by a password", "Save it without one") from None
        raise unreadable(source, "it is a damaged PDF", "Fetch or save it again") from None
    if not count:
        raise unreadable(source, "it has no pages")
    return document


def _pages(pypdfium2: Any, document: Any, source: str) -> tuple[list[list[Line]], bool]:
    """The lines of each page, and whether the document was cut."""
    pages: list[list[Line]] = []
    total = 0
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            pages.append([])
            continue
        try:
            text = page.get_textpage()
            lines = list(_lines(pypdfium2.raw, text, number + 1))
            text.close()
        except pypdfium2.PdfiumError:
            lines = []
        finally:
            page.close()
        pages.append(lines)
        total += sum(len(line.text) for line in lines)
        if total > MOST_CHARACTERS:
            return pages, True
    return pages, len(document) > MOST_PAGES


def _lines(raw: Any, page_text: Any, page: int) -> Iterator[Line]:
    """The stretches of text that PDFium sees as lines, in the order of the file."""
    text = page_text.raw
    for match in _STRETCH_RE.finditer(_characters(raw, text)):
        yield from _split(raw, text, match.start(), match[0], page)


def _characters(raw: Any, text: Any) -> str:
    """The page's text, one character for each that PDFium counts."""
    count = min(raw.FPDFText_CountChars(text), MOST_CHARACTERS // 100)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text, 0, count, buffer)
    if written == count + 1:
        found = bytes(buffer)[:2 * count].decode("utf-16-le", "surrogatepass")
        if len(found) == count:
            return found
    codes = (raw.FPDFText_GetUnicode(text, index) for index in range(count))  # it skips or pairs some: one by one
    return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)


def _split(raw: Any, text: Any, start: int, words: str, page: int) -> Iterator[Line]:
    """One line, or several where wide gaps part it (columns side by side, cells)."""
    if words.isspace():
        return
    boxes = _boxes(raw, text, start, len(words))
    height = max((top - bottom for _, bottom, _, top in boxes), default=0.0)
    edges = [boxes[at][0] for at in range(1, len(boxes))
             if boxes[at][0] - boxes[at - 1][2] > _WIDE_GAP * max(height, 1.0)]
    cuts = [0, *_cuts(raw, text, start, len(words), edges), len(words)]
    for first, last in pairwise(cuts):
        line = _line(raw, text, start + first, words[first:last], page)
        if line is not None:
            yield line


def _line(raw: Any, text: Any, start: int, words: str, page: int) -> Line | None:
    boxes = _boxes(raw, text, start, len(words))
    middle = start + _typical(words)
    if not boxes or words.isspace() or abs(raw.FPDFText_GetCharAngle(text, middle)) > _TILTED:
        return None  # what is tilted are stamps and labels along the margin
    loose = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, middle, loose)
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    bottom, top = loose.bottom, loose.top  # of the font: the same for every line of it
    if top <= bottom:
        bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
    shown = _whole(_with_marks(raw, text, start, words, middle)).strip()
    return Line(shown, left, bottom, right, top, _size(raw, text, middle) or top - bottom,
                _is_bold(raw, text, middle), page)


def _size(raw: Any, text: Any, index: int) -> float:
    """Size of the font on the page in points; 0 where PDFium does not know."""
    matrix = raw.FS_MATRIX()
    scale = 1.0
    if raw.FPDFText_GetMatrix(text, index, matrix):
        scale = (float(matrix.c) ** 2 + float(matrix.d) ** 2) ** 0.5
    return round(float(raw.FPDFText_GetFontSize(text, index)) * scale, 1)


def _typical(words: str) -> int:
    """Index of a character whose font is that of the line: a letter, the nearest to the middle."""
    middle = len(words) // 2
    for step in range(middle + 1):
        for at in (middle + step, middle - step):
            if at < len(words) and words[at].isalnum():
                return at
    return 0


def _with_marks(raw: Any, text: Any, start: int, words: str, typical: int) -> str:
    """The words, with the small raised numbers of notes in brackets."""
    numbers = list(_NUMBER_RE.finditer(words))
    size = _RAISED * raw.FPDFText_GetFontSize(text, typical) if numbers else 0
    for match in reversed(numbers):
        if raw.FPDFText_GetFontSize(text, start + match.start()) < size:
            words = f"{words[:match.start()]}[{match[0]}]{words[match.end():]}"
    return words


def _whole(words: str) -> str:
    """PDFium's hyphens made soft ones, pairs of surrogates joined."""
    words = words.replace("\x02", "\u00ad").replace("\ufffe", "\u00ad")
    if _SURROGATE_RE.search(words):
        return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return words


def _boxes(raw: Any, text: Any, start: int, count: int) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of the runs in a stretch, from left to right."""
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    found = []
    for index in range(raw.FPDFText_CountRects(text, start, count)):
        if raw.FPDFText_GetRect(text, index, left, top, right, bottom):
            found.append((left.value, bottom.value, right.value, top.value))
    return sorted(found)


def _cuts(raw: Any, text: Any, start: int, count: int, edges: list[float]) -> list[int]:
    """Indices of the characters with which the stretches right of the gaps begin."""
    cuts: list[int] = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(count if edges else 0):
        raw.FPDFText_GetCharBox(text, start + index, left, right, bottom, top)
        if edges and right.value > left.value and left.value >= edges[0] - 0.5:
            cuts.append(index)
            edges.pop(0)
    return [cut for cut in cuts if cut]


def _is_bold(raw: Any, text: Any, index: int) -> bool:
    if raw.FPDFText_GetFontWeight(text, index) >= 600:
        return True
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, index, name, 128, flags)
    lower = name.value.lower()
    return b"bold" in lower or b"black" in lower or b"cmbx" in lower
