"""EPUB, ODT, DOCX: what is kept; and containers made to do harm."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from natotui.article import archive, xml
from natotui.article.load import read_bytes
from natotui.article.model import Article
from natotui.errors import NatotuiError
from tests.article.makers import CONTAINER, LAUGHS, OPF, docx, epub, odt, zipped

LONG = "The committee agreed in spring that the money would be spent on roads, although nobody could say why. " * 3


def shape(article: Article) -> list[tuple[str, str, str]]:
    return [(block.kind, block.marker, article.block_text(block)) for block in article.blocks]


def refusal(data: bytes) -> str:
    with pytest.raises(NatotuiError) as caught:
        read_bytes(data, source="the file")
    line = str(caught.value)
    assert "the file" in line and "\n" not in line
    return line


def test_epub_chapters_in_spine_order() -> None:
    article = read_bytes(epub({
        "c2.xhtml": f"<h1>First</h1><p>{LONG}</p><ul><li>an item</li></ul>",
        "c1.xhtml": "<h1>Second</h1><p>paid<a href='#n'><sup>1</sup></a> &amp; gone&nbsp;by</p><blockquote><p>said"
                    "</p></blockquote><aside><p>A note.</p></aside>"}), source="b.epub")
    assert (article.format, article.title, article.byline) == ("epub", "The Long Wait", "By Ada Marsh")
    assert article.metadata["date"] == "2021-03-04"
    assert shape(article) == [
        ("title", "", "The Long Wait"), ("byline", "", "By Ada Marsh"), ("heading", "", "First"),
        ("paragraph", "", LONG.strip()), ("item", "•", "an item"), ("heading", "", "Second"),
        ("paragraph", "", "paid[1] & gone by"), ("quote", "", "said"), ("paragraph", "", "A note.")]


def test_epub_chapter_without_heading_takes_the_name_in_the_contents() -> None:
    opf = OPF.format(items='<item id="a" href="c.xhtml" media-type="application/xhtml+xml"/>'
                           '<item id="t" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
                     spine='<itemref idref="a"/>')
    toc = ('<ncx><navMap><navPoint><navLabel><text>The Road</text></navLabel><content src="c.xhtml#x"/></navPoint>'
           "</navMap></ncx>")
    parts = {"OEBPS/book.opf": opf, "OEBPS/toc.ncx": toc}
    article = read_bytes(epub({"c.xhtml": f"<p>{LONG}</p>"}, **parts), source="b")
    assert ("heading", "", "The Road") in shape(article)


def test_odt() -> None:
    article = read_bytes(odt(
        '<text:p text:style-name="Title">The Title</text:p><text:p><text:span text:style-name="T1">A standfirst.'
        '</text:span></text:p><text:h text:outline-level="2">Part</text:h><text:p>One<text:s text:c="3"/>two<text:note>'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>The note.</text:p></text:note-body>"
        '</text:note><text:line-break/>three</text:p><text:p text:style-name="P1">Quoted.</text:p>'
        '<text:list text:style-name="L1">'
        "<text:list-item><text:p>first</text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item>"
        "</text:list></text:list-item></text:list><text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
        "<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table-header-rows>"
        "<table:table-row><table:table-cell><text:p>c</text:p></table:table-cell><table:table-cell><text:p>d</text:p>"
        "</table:table-cell></table:table-row></table:table>"), source="d.odt")
    assert article.format == "odt"
    assert shape(article) == [
        ("title", "", "The Title"), ("standfirst", "", "A standfirst."), ("heading", "", "Part"),
        ("paragraph", "", "One two[1]\nthree"), ("quote", "", "Quoted."), ("item", "1.", "first"),
        ("item", "•", "inner"), ("row", "header", "A │ B"), ("row", "", "c │ d"), ("item", "[1]", "The note.")]


def test_docx() -> None:
    pytest.importorskip("mammoth")
    article = read_bytes(docx(
        f"<w:p><w:r><w:t>{LONG}</w:t></w:r></w:p><w:p><w:r><w:t>Second &amp; last.</w:t></w:r></w:p><w:tbl><w:tr><w:tc>"
        "<w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"),
        source="d")
    assert article.format == "docx"
    assert shape(article) == [
        ("paragraph", "", LONG.strip()), ("paragraph", "", "Second & last."), ("row", "", "a │ b")]


BOOK = {"c.xhtml": "<p>words</p>"}
BODY = "<text:p>words</text:p>"
PARAGRAPH = "<w:p><w:r><w:t>words</w:t></w:r></w:p>"
DEEP = "<text:section>" * 5000 + "</text:section>" * 5000


def test_entities_are_refused() -> None:
    assert "entities" in refusal(odt("", **{"content.xml": LAUGHS + "<x>&c;</x>"}))
    assert "entities" in refusal(epub(BOOK, **{"META-INF/container.xml": LAUGHS + "<x>&c;</x>"}))
    assert "entities" in refusal(epub(BOOK, **{"OEBPS/book.opf": (LAUGHS + "<x>&c;</x>").encode("utf-16")}))
    assert "entities" in refusal(odt("", **{"content.xml":
                                           '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'}))
    pytest.importorskip("mammoth")
    assert "entities" in refusal(docx("", **{"word/document.xml": LAUGHS + "<x>&c;</x>"}))
    assert "entities" in refusal(docx(PARAGRAPH, **{"word/styles.xml": LAUGHS + "<x>&c;</x>"}))


def test_nothing_from_outside_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    page = f'<p>words</p><img src="file://{secret}" alt="picture"/><object data="file://{secret}"></object>'
    article = read_bytes(epub({"c.xhtml": page}), source="b")
    assert "SECRET" not in article.text and "picture" in article.text
    opf = OPF.format(items=f'<item id="a" href="../../../../../..{secret}" media-type="text/html"/>'
                           '<item id="b" href="c.xhtml" media-type="application/xhtml+xml"/>',
                     spine='<itemref idref="a"/><itemref idref="b"/>')
    article = read_bytes(epub(BOOK, **{"OEBPS/book.opf": opf}), source="b")
    assert "SECRET" not in article.text and article.warnings


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    monkeypatch.chdir(inside)
    evil = {"../evil.txt": "x", "/tmp/natotui-evil": "x", "a\\..\\evil": "x"}
    for data in (epub(BOOK, **evil), odt(BODY, **evil)):
        assert "words" in read_bytes(data, source="b").text
    pytest.importorskip("mammoth")
    assert "words" in read_bytes(docx(PARAGRAPH, **evil), source="b").text
    assert list(tmp_path.rglob("*")) == [inside] and not os.path.exists("/tmp/natotui-evil")


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = b" " * (8 << 20)
    assert "expands far beyond" in refusal(odt("", **{"content.xml": bomb}))
    assert "expands far beyond" in refusal(epub({"c.xhtml": "x"}, **{"OEBPS/c.xhtml": bomb}))
    monkeypatch.setattr(archive, "LARGEST_ENTRY", 1000)
    monkeypatch.setattr(archive.Archive.read, "__defaults__", (1000,))
    assert "too large" in refusal(odt("", **{"content.xml": os.urandom(2000)}))


def test_a_lying_size_is_seen() -> None:
    data = bytearray(odt("<text:p>" + "words " * 5000 + "</text:p>"))
    entry = zipfile.ZipFile(BytesIO(bytes(data))).getinfo("content.xml")
    real = entry.file_size.to_bytes(4, "little")
    assert data.count(real) >= 2
    assert "damaged" in refusal(bytes(data).replace(real, (100).to_bytes(4, "little")))


def test_too_many_entries() -> None:
    many = {f"n{at}": b"" for at in range(archive.MOST_ENTRIES + 1)}
    assert "more than 20000 entries" in refusal(zipped({"mimetype": "application/epub+zip", **many}))


def test_depth_and_number_of_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "nested too deeply" in refusal(odt(DEEP))
    monkeypatch.setattr(xml, "MOST_ELEMENTS", 50)
    assert "too many elements" in refusal(odt(BODY * 100))


def test_depth_of_word_documents() -> None:
    pytest.importorskip("mammoth")
    assert "nested too deeply" in refusal(docx("<w:tbl><w:tr><w:tc>" * 100 + "</w:tc></w:tr></w:tbl>" * 100))


def test_deep_pages_in_books_are_read() -> None:
    article = read_bytes(epub({"c.xhtml": "<div>" * 50_000 + "words" + "</div>" * 50_000}), source="b")
    assert "words" in article.text


def test_protected() -> None:
    encryption = ('<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/c.xhtml"/></CipherData>'
                  "</EncryptedData></encryption>")
    assert "DRM" in refusal(epub(BOOK, **{"META-INF/encryption.xml": encryption}))
    fonts = encryption.replace("c.xhtml", "font.otf")
    assert "words" in read_bytes(epub(BOOK, **{"META-INF/encryption.xml": fonts}), source="b").text
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    assert "password" in refusal(odt(BODY, **{"META-INF/manifest.xml": manifest}))
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "old Office" in refusal(old)
    assert "password" in refusal(old + "EncryptedPackage".encode("utf-16-le"))
    data = bytearray(odt(BODY))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(sign, place + 1)
    assert "password" in refusal(bytes(data))


def test_damaged() -> None:
    whole = epub({"c.xhtml": f"<p>{LONG}</p>"})
    for cut in (10, 30, len(whole) // 2, len(whole) - 10):
        assert "damaged" in refusal(whole[:cut])
    assert "archive" in refusal(zipped({"a.txt": "x"}))
    assert refusal(zipped({"META-INF/container.xml": "<no"}))
    assert refusal(zipped({"META-INF/container.xml": CONTAINER}))
    assert refusal(odt("<text:p>unclosed"))


@pytest.mark.parametrize("make", [lambda: epub(BOOK), lambda: odt(BODY), lambda: docx(PARAGRAPH)])
def test_any_changed_byte_ends_well(make: object) -> None:
    pytest.importorskip("mammoth")
    whole = make()  # type: ignore[operator]
    for at in range(0, len(whole), 7):
        changed = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1:]
        try:
            assert read_bytes(changed, source="the file").format
        except NatotuiError as error:
            assert "the file" in str(error)
