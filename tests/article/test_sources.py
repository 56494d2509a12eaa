"""Odd inputs: each ends in an article or in one line that names the file."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from natotui.article import load as loading
from natotui.article import sources
from natotui.article.load import load, load_head, read_bytes
from natotui.article.reading_list import readable_files
from natotui.errors import NatotuiError

HEAVY = ("trafilatura", "httpx", "mammoth", "pypdfium2", "striprtf", "feedparser", "markdown_it", "lxml", "zipfile",
         "charset_normalizer", "html.parser", "textual", "xml.etree.ElementTree")


def refusal(source: str, **more: object) -> str:
    """The one line that reading ``source`` ends in."""
    with pytest.raises(NatotuiError) as caught:
        load(source, **more)  # type: ignore[arg-type]
    with pytest.raises(NatotuiError):
        if source != "-":
            load_head(source)
        else:
            raise caught.value
    line = str(caught.value)
    assert "\n" not in line and "\x1b" not in line
    return line


def test_missing_folder_device_link(tmp_path: Path) -> None:
    missing = tmp_path / "no\x1b[31msuch.txt"
    assert "there is no such file" in refusal(str(missing))
    assert "it is a folder" in refusal(str(tmp_path))
    assert "it is a device" in refusal("/dev/zero")
    (tmp_path / "broken").symlink_to("nowhere")
    assert "The link leads nowhere" in refusal(str(tmp_path / "broken"))
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert str(tmp_path / "loop") in refusal(str(tmp_path / "loop"))
    assert "not the name of a file" in refusal("nul\0name")
    assert refusal("x" * 5000)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("words")
    path.chmod(0)
    assert "permission denied" in refusal(str(path))


@pytest.mark.parametrize("content", [b"", b" \n\t\n ", b"\n" * 5000])
def test_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    assert "it is empty" in refusal(str(path))


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b"\x7fELF" + bytes(200), b"\0" * 9000,
                                     b"GIF89a" + bytes(50), b"\x1f\x8b\x08" + bytes(30),
                                     random.Random(5).randbytes(5000)])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a"])
def test_binary(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert name in refusal(str(path))


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(sources.LARGEST + 1)
    assert "larger than 1 GiB" in refusal(str(path))


def test_a_pipe_is_read_and_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    for words, limit in ((b"Words from a pipe.", 1 << 20), (b"x" * 70_000, 50_000)):
        monkeypatch.setattr(sources, "LARGEST_STREAM", limit)
        writer = threading.Thread(target=_write, args=(path, words))
        writer.start()
        if len(words) < limit:
            assert load(str(path)).text == words.decode()
        else:
            with pytest.raises(NatotuiError, match="came in"):
                load(str(path))
        writer.join()


def _write(path: Path, words: bytes) -> None:
    try:
        with path.open("wb") as file:
            file.write(words)
    except BrokenPipeError:
        return  # the reader had enough


def test_a_pipe_without_a_writer_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    monkeypatch.setattr(sources, "_PIPE_PATIENCE", 50)
    with pytest.raises(NatotuiError, match="nothing comes out"):
        load(str(path))


def test_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    words = "# A Title\n\n" + "Some words of an article, with *emphasis*. " * 9000
    path.write_text(words)
    piped, read = load("-", stdin=words.encode(), format="markdown"), load(str(path))
    assert piped.fingerprint == read.fingerprint and list(piped.blocks) == list(read.blocks)
    assert piped.source == "-"
    assert "it is empty" in refusal("-", stdin=b"")


def test_a_file_that_grows_or_shrinks_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "growing.txt"
    path.write_text("First line of it.\n" * 40_000)
    chunks = sources.chunks(str(path))
    first = next(chunks)
    with path.open("a") as file:
        file.write("Last words.\n")
    assert (first + b"".join(chunks)).endswith(b"Last words.\n")
    chunks = sources.chunks(str(path))
    first = next(chunks)
    os.truncate(path, 10)
    assert len(first + b"".join(chunks)) >= len(first)


def test_unknown_format() -> None:
    with pytest.raises(NatotuiError, match="unknown format"):
        load("x", format="wordperfect")


def test_kind_is_told_by_content(tmp_path: Path) -> None:
    page = b"<!DOCTYPE html><html><body><p>Words of a page.</p></body></html>"
    rtf = rb"{\rtf1\ansi Words of a page.\par}"
    for name in ("page.txt", "page", "page.md.bak", "page.pdf"):
        path = tmp_path / name
        path.write_bytes(page)
        assert load(str(path)).format == "html"
        path.write_bytes(rtf)
        assert load(str(path)).format == "rtf"
    assert read_bytes(b"# A\n\nWords [x](https://y.z)\n", source="-").format == "markdown"
    assert read_bytes(b"Words, and 5 < 6 # of them.\n", source="-").format == "text"
    assert read_bytes(page, source="-", forced="text").text.startswith("<!DOCTYPE")


HARD = {
    "million short lines": b"a line\n" * 1_000_000, "200,000 a.": b"a." * 200_000, "one line": b"word " * 2_000_000,
    "no blanks": b"x" * 10_000_000, "blank lines": b"\n \n" * 1_000_000 + b"end", "quotes": b">" * 100_000 + b" x",
    "quote lines": (b"> " * 500 + b"x\n") * 500, "brackets": b"[" * 100_000, "pairs": b"[](" * 50_000,
    "stars": b"*a " * 100_000, "backticks": b"`" * 50_000 + b" x",
    "lists": b"".join(b" " * at + b"- x\n" for at in range(400)),
    "fences": b"```\n" * 50_001, "table": b"|a" * 50_000 + b"\n" + b"|-" * 50_000 + b"\n" + b"|b" * 50_000,
    "tall table": b"|a|b|\n|-|-|\n" + b"|c|d|\n" * 60_000, "blanks": b" " * 3_000_000 + b"x\n" + b"\t" * 500_000 + b"y",
    "front matter": b"---\n" + b"k: v\n" * 100_000 + b"---\nwords", "entities": b"&amp;" * 100_000,
    "bangs": b"![" * 50_000,
    "angles": b"<" * 300_000 + b"a", "comment": b"<!--" * 100_000, "tags": b"<b>" * 200_000 + b"x",
    "references": b"".join(b"[r%d]: http://x.y\n" % at for at in range(20_000)) + b"[r1] x",
    "zalgo": ("e" + "\u0301" * 50_000).encode(), "tags of language": "\U000e0041".encode() * 100_000 + b"x",
    "crs": b"\r" * 500_000 + b"x", "nested emphasis": b"*" * 50_000 + b"x" + b"*" * 50_000,
    "footnotes": b"".join(b"x[^%d]\n\n[^%d]: y\n\n" % (at, at) for at in range(5_000)),
    "links": b"<a href='" * 50_000, "autolinks": b"<http://" * 50_000, "numbers": b"1. x\n" * 50_000,
}


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("name", HARD)
def test_hard_inputs_end(name: str, form: str) -> None:
    try:
        article = read_bytes(HARD[name], source=name, forced=form)
    except NatotuiError as error:
        assert name in str(error)
    else:
        assert len(article.blocks)


def test_text_imports_nothing_heavy(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A Title\n\nSome words — of an article.\n")
    script = (f"import sys; from natotui.article.load import load; load({str(path)!r}); "
              f"print([name for name in {HEAVY!r} if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("suffix,missing,extra", [
    (".docx", "mammoth", "docx"), (".pdf", "pypdfium2", "pdf"), (".rtf", "striprtf", "rtf"),
    (".xml", "feedparser", "feeds")])
def test_a_missing_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch, suffix: str, missing: str,
                                                extra: str) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    forced = {".xml": "feed"}.get(suffix, suffix[1:])
    with pytest.raises(NatotuiError, match=rf"natotui\[{extra}\]"):
        read_bytes(b"{\\rtf1 x}" if forced == "rtf" else b"%PDF-1.4 <rss>", source="a" + suffix, forced=forced)


def test_a_reading_list(tmp_path: Path) -> None:
    for name in ("b.txt", "A.md", "c.pdf", "d.py", ".hidden.txt", "sub/e.epub", "sub/.git/f.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    names = [str(tmp_path / name) for name in ("A.md", "b.txt", "c.pdf", "sub/e.epub")]
    assert readable_files([str(tmp_path)]) == names
    assert readable_files([names[1], str(tmp_path), "-", "https://x.y/z"]) == [
        names[1], names[0], names[2], names[3], "-", "https://x.y/z"]
    (tmp_path / "none").mkdir()
    with pytest.raises(NatotuiError, match="nothing to read"):
        readable_files([str(tmp_path / "none")])


def test_urls_are_told_from_paths() -> None:
    assert loading.is_url("https://example.org/x") and loading.is_url("HTTP://x")
    assert not any(map(loading.is_url, ("file:///etc/passwd", "ftp://x", "http", "./http://x", "-")))
