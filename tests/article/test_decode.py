"""Encodings and line ends."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from natotui.article.decode import declared_in_page, decode, decoded, is_binary
from natotui.article.load import read_bytes

WORDS = "The café’s owner said “naïve” – and meant it, for years. " * 4
RUSSIAN = "Съешь же ещё этих мягких французских булок, да выпей чаю. Это проверка русского текста. " * 6
JAPANESE = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で。" * 6


@pytest.mark.parametrize("bom,encoding", [
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")])
def test_byte_order_marks(bom: bytes, encoding: str) -> None:
    assert decode(bom + WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252"])
def test_without_a_mark(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize("text,encoding", [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis"),
                                           (JAPANESE, "euc_jp")])
def test_statistics_decide_the_rest(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("end", ["\r", "\r\n", "\x85", "\u2028", "\x0c", "\n"])
def test_line_ends(end: str) -> None:
    assert decode(f"one é{end}two{end}{end}three".encode()) == "one é\ntwo\n\nthree"


def test_an_ellipsis_of_windows_is_no_line_end() -> None:
    assert decode(b"He waited\x85 and left. \x93Fine.\x94") == "He waited… and left. “Fine.”"


@given(st.text(alphabet="ab\r\né", max_size=60), st.integers(1, 20))
def test_chunks_make_no_difference(text: str, size: int) -> None:
    raw = b"\xef\xbb\xbf" + text.encode()
    chunks = [raw[:3 + size], *(raw[at:at + size] for at in range(3 + size, len(raw), size))]
    assert "".join(decoded(chunks)) == text.replace("\r\n", "\n").replace("\r", "\n")


def test_one_damaged_byte_does_not_change_the_encoding() -> None:
    raw = ("é “words” – " * 200).encode() + b"\xff" + " and é on".encode()
    assert decode(raw).endswith("\ufffd and é on")


def test_what_the_page_declares() -> None:
    page = '<meta charset="koi8-r"><p>Привет</p>'.encode("koi8-r")
    assert declared_in_page(page) == "koi8-r"
    assert "Привет" in decode(page, "koi8-r")
    assert decode(b"caf\xe9", "iso-8859-1") == "café"
    for name in ("rot13", "zlib", "unicode_escape", "no-such", "hex"):
        assert decode(b"abc", name) == "abc"


@pytest.mark.parametrize("head", [b"\x89PNG\r\n\x1a\n....", b"\x7fELF....", b"\xff\xd8\xff\xe0..", b"GIF89a",
                                  b"\x1f\x8b\x08", b"SQLite format 3\x00", bytes(range(256)) * 8, b"\0" * 4096,
                                  b"abc\0\0\0def\x01\x02\x03" * 40])
def test_binary_is_told_from_text(head: bytes) -> None:
    assert is_binary(head)


@pytest.mark.parametrize("text", ["plain", WORDS, RUSSIAN, "tab\tbell\x07 form\x0c"])
def test_text_is_no_binary(text: str) -> None:
    assert not is_binary(text.encode())
    assert not is_binary(text.encode("utf-16"))


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_decode(data: bytes) -> None:
    assert isinstance(decode(data), str)


def test_the_same_words_are_the_same_article_in_every_encoding() -> None:
    prints = {read_bytes(WORDS.encode(name), source="x", forced="text").fingerprint
              for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252")}
    assert len(prints) == 1
