"""Makes the documents that the tests read: containers, PDFs, feeds; nothing is kept on disk but what a test asks."""

from __future__ import annotations

import zipfile
from io import BytesIO

CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
OPF = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Long Wait</dc:title>
<dc:creator>Ada Marsh</dc:creator><dc:language>en</dc:language><dc:date>2021-03-04</dc:date></metadata>
<manifest>{items}</manifest><spine>{spine}</spine></package>"""
PAGE = """<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN"
 "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>
</head><body>{body}</body></html>"""
ODT_CONTENT = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:automatic-styles>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>
</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"""
DOCX_DOCUMENT = """<?xml version="1.0"?><w:document
 xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"""
DOCX_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
DOCX_RELS = """<?xml version="1.0"?><Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""
LAUGHS = """<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""


def zipped(parts: dict[str, str | bytes], stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """A zip container."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            container.writestr(name, content, compress_type=kind)
    return out.getvalue()


def epub(chapters: dict[str, str], **more: str | bytes) -> bytes:
    """A book: file name to the body of its page, in reading order; ``more`` replaces or adds parts."""
    items = "".join(f'<item id="i{at}" href="{name}" media-type="application/xhtml+xml"/>'
                    for at, name in enumerate(chapters))
    spine = "".join(f'<itemref idref="i{at}"/>' for at in range(len(chapters)))
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": OPF.format(items=items, spine=spine)}
    parts.update({f"OEBPS/{name}": PAGE.format(body=body) for name, body in chapters.items()})
    return zipped({**parts, **more})


def odt(body: str, **more: str | bytes) -> bytes:
    """An OpenDocument text."""
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text",
                   "content.xml": ODT_CONTENT.format(body=body), **more})


def docx(body: str, **more: str | bytes) -> bytes:
    """A Word document without styles."""
    return zipped({"[Content_Types].xml": DOCX_TYPES, "_rels/.rels": DOCX_RELS,
                   "word/document.xml": DOCX_DOCUMENT.format(body=body), **more})


def pdf(pages: list[list[tuple[float, float, float, str]]], bold: bool = False) -> bytes:
    """A PDF of pages of lines: x, y (points from below), size, text in Latin-1."""
    font = "Helvetica-Bold" if bold else "Helvetica"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"",
               f"<</Type/Font/Subtype/Type1/BaseFont/{font}/Encoding/WinAnsiEncoding>>".encode()]
    kids = []
    for lines in pages:
        stream = b"\n".join(
            f"BT /F1 {size} Tf {x} {y} Td (".encode() + _escaped(text) + b") Tj ET" for x, y, size, text in lines)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
                       b"/Contents %d 0 R>>" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _assembled(objects)


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _assembled(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def wrapped(words: str, width: int) -> list[str]:
    """Lines of at most ``width`` characters."""
    lines, line = [], ""
    for word in words.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]
