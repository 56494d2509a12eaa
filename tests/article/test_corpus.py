"""Documents made by the tools that people use (pandoc, LaTeX, LibreOffice): words, order, headings, no furniture."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from natotui.article.load import load
from natotui.article.model import Article

SOURCE = """---
title: The Efficient Price of Waiting
author: Ada Marsh
---

The alliance waited before it came to any conclusion, which has been the subject of considerable disagreement
among specialists in international relations; ALPHA is the first marker, and the office found it difficult.

## Counting the Cost

It is notable that first-class efficiency was never the objective of the organisation,[^1] and that BETA was left
to committees whose composition changed every year, without any explanation being offered to the public.

- a point that names GAMMA
- a point that follows it

> A quotation that names DELTA and is long enough to be set apart from the text by the usual means of the trade.

| Country | Share |
|---------|-------|
| Poland  | 3.9   |
| Spain   | 1.2   |

## What Remains

{filler}

The last paragraph names OMEGA, and with that the affair is finished.

[^1]: The note on efficiency.
"""
FILLER = "\n\n".join(
    f"Paragraph {number} of the long argument says that the organisation considered internationalisation unavoidable "
    f"and its administrative consequences manageable, as report {number * 7} had told the committees in so many words."
    for number in range(1, 31))
MARKS = ("ALPHA", "Counting the Cost", "BETA", "GAMMA", "DELTA", "Poland", "What Remains", "Paragraph 1 of",
         "Paragraph 15 of", "Paragraph 30 of", "OMEGA")
HYPHENATED = re.compile(r"[a-z]- [a-z]|\u00ad|[\ufb00-\ufb06]")


def tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def made(folder: Path, *arguments: str) -> None:
    done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        pytest.skip(f"{arguments[0]} could not make the document: {done.stderr[-200:]}")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.md"
    path.write_text(SOURCE.replace("{filler}", FILLER), "utf-8")
    return path


def check(article: Article, *, headings: bool = True, title: bool = True) -> None:
    words = " ".join(article.text.split())
    places = [words.find(mark) for mark in MARKS]
    assert -1 not in places, [mark for mark in MARKS if mark not in words]
    assert places == sorted(places)
    if title:
        assert article.title == "The Efficient Price of Waiting"
    if headings:
        found = [article.block_text(block).lstrip("0123456789. ") for block in article.blocks if block.kind == "heading"
                 and not block.furniture]
        assert [name for name in found if name != "Notes"] == ["Counting the Cost", "What Remains"]
    for number in (2, 29):
        assert FILLER.split("\n\n")[number - 1] in words
    assert not HYPHENATED.search(article.text)


@pytest.mark.parametrize("suffix", ["md", "html", "epub", "docx", "odt", "rtf"])
def test_pandoc(source: Path, suffix: str) -> None:
    for library in {"docx": ("mammoth",), "rtf": ("striprtf",), "html": ("trafilatura",)}.get(suffix, ()):
        pytest.importorskip(library)
    if suffix != "md":
        made(source.parent, tool("pandoc"), "-s", source.name, "-o", f"made.{suffix}")
    article = load(str(source if suffix == "md" else source.with_name(f"made.{suffix}")))
    check(article, headings=suffix != "rtf")
    kinds = {block.kind for block in article.blocks}
    assert {"item", "row", "paragraph"} <= kinds
    if suffix not in ("rtf",):
        assert "quote" in kinds
    if suffix != "rtf":
        assert "The note on efficiency." in article.text
        assert "organisation,[1]" in article.text


@pytest.mark.parametrize("columns", ["onecolumn", "twocolumn"])
def test_latex(source: Path, columns: str) -> None:
    pytest.importorskip("pypdfium2")
    latex = tool("pdflatex")
    plain = source.read_text().replace("|---------|-------|", "|---|---|")
    source.write_text(re.sub(r"(?ms)^\| Country.*?\| 1\.2   \|$", "Poland and Spain were compared.", plain))
    made(source.parent, tool("pandoc"), "-s", source.name, "-V", f"classoption={columns}", "-o", "made.tex")
    for _ in range(2):
        made(source.parent, latex, "-interaction=batchmode", "made.tex")
    article = load(str(source.with_name("made.pdf")))
    check(article)
    assert article.byline == "Ada Marsh"
    pages = [block.page for block in article.blocks if block.kind == "paragraph"]
    assert pages == sorted(pages) and pages[0] == 1 and pages[-1] > 1
    assert not any(article.block_text(block).strip().isdigit() for block in article.blocks)


@pytest.mark.parametrize("suffix", ["pdf", "odt", "docx", "rtf"])
def test_libreoffice(source: Path, suffix: str) -> None:
    for library in {"docx": ("mammoth",), "rtf": ("striprtf",), "pdf": ("pypdfium2",)}.get(suffix, ()):
        pytest.importorskip(library)
    office = tool("soffice")
    first = "made.docx" if suffix != "docx" else "made.odt"
    made(source.parent, tool("pandoc"), "-s", source.name, "-o", first)
    made(source.parent, office, f"-env:UserInstallation=file://{source.parent}/profile", "--headless", "--convert-to",
         suffix, "--outdir", "out", first)
    path = source.parent / "out" / f"made.{suffix}"
    if not path.exists():
        pytest.skip("LibreOffice made nothing")
    check(load(str(path)), headings=suffix != "rtf")
