"""Markdown, RTF and feeds: what is kept, in which order."""

from __future__ import annotations

import pytest

from natotui.article.feeds import entries
from natotui.article.load import read_bytes
from natotui.article.model import Article
from natotui.errors import NatotuiError
from tests.article.makers import LAUGHS

MARKDOWN = """---
author: Ada Marsh
date: 2024-05-01
source: https://example.org/x
tags: [roads, "schools"]
---
# The Price of *Waiting*

*Why delay costs more*
than it *seems*

A paragraph with **bold**, `code`, [a link](https://example.org) and ![a picture](p.png)[^n].
It goes on.\\
A forced break.

## Part one

- item
    1. inner
    2. inner two
- another

  going on

> quoted
> > twice

| A | B |
|---|--:|
| c | 10 |

```python
def f():
    pass
```

<div><p>inside <b>HTML</b></p></div>

***

[ref][1] and &copy; and \\*signs\\*

[1]: https://example.org/ref
[^n]: The note.
"""


def shape(article: Article) -> list[tuple[str, int, str, str]]:
    return [(block.kind, block.level, block.marker, article.block_text(block)) for block in article.blocks]


def read(text: str, forced: str | None = "markdown") -> Article:
    return read_bytes(text.encode(), source="x.md", name="x.md", forced=forced)


def test_markdown() -> None:
    article = read(MARKDOWN)
    assert article.title == "The Price of Waiting"
    assert article.metadata == {"byline": "Ada Marsh", "date": "2024-05-01", "url": "https://example.org/x",
                                "tags": "roads, schools"}
    assert shape(article) == [
        ("title", 0, "", "The Price of Waiting"), ("byline", 0, "", "By Ada Marsh"),
        ("paragraph", 0, "", "Why delay costs more than it seems"),
        ("paragraph", 0, "", "A paragraph with bold, code, a link and a picture[n]. It goes on.\nA forced break."),
        ("heading", 2, "", "Part one"), ("item", 0, "•", "item"), ("item", 1, "1.", "inner"),
        ("item", 1, "2.", "inner two"),
        ("item", 0, "•", "another"), ("item", 0, "", "going on"), ("quote", 0, "", "quoted"), ("quote", 1, "", "twice"),
        ("row", 0, "header", "A │ B"), ("row", 0, "", "c │ 10"), ("code", 0, "python", "def f():\n    pass"),
        ("paragraph", 0, "", "inside HTML"), ("paragraph", 0, "", "* * *"),
        ("paragraph", 0, "", "ref and © and *signs*"), ("item", 0, "[n]", "The note.")]


@pytest.mark.parametrize("top,standfirst,byline", [
    ("# T\n\n*A standfirst.*\n\nBy Ada Marsh\n\n", "A standfirst.", "By Ada Marsh"),
    ("# T\n\nBy Ada Marsh\n\n*A standfirst.*\n\n", "A standfirst.", "By Ada Marsh"),
    ("# T\n\n*Half* of it\n\n", "", ""),
    ("---\ntitle: T\nstandfirst: Said first\nauthor: Ada\n---\n\n", "Said first", "By Ada"),
    ("+++\ntitle = 'T'\nauthor = ['Ada', 'Bo']\n[params]\nx = 1\n+++\n", "", "By Ada, Bo")])
def test_the_top_of_markdown(top: str, standfirst: str, byline: str) -> None:
    article = read(f"{top}The text begins.\n\n*A later emphasis.*\n")
    assert (article.title, article.standfirst, article.byline) == ("T", standfirst, byline)
    assert article.blocks[-1].kind == "paragraph"


@pytest.mark.parametrize("text", ["---\n\nA rule above.\n\n---\n",
                                  "---\nNo: data\nbut prose here, and more\n---\n\nWords.",
                                  "+++\nbroken = = \n+++\n\nWords.", "---\nunclosed: yes\n\nWords."])
def test_what_is_no_front_matter_is_text(text: str) -> None:
    article = read(text)
    assert "title" not in article.metadata and "unclosed" not in article.metadata
    assert any(word in article.text for word in ("rule above", "prose here", "broken", "unclosed"))


def test_long_markdown_is_cut_where_it_may_be() -> None:
    part = "## Head\n\nWords of it.\n\n```\ncode\n\n# no heading\n```\n\n- a\n\n  b\n\n"
    article = read(part * 3000)
    kinds = [(block.kind, article.block_text(block)) for block in article.blocks]
    assert kinds == kinds[:5] * 3000


def test_rtf() -> None:
    pytest.importorskip("striprtf")
    long = "The committee agreed in spring that the money would be spent on roads, although nobody knew why."
    text = (r"{\rtf1\ansi{\info{\title Roads}{\author Ada Marsh}}\pard The Title\par " + long + r"\par\pard "
            r"What Was Agreed\par " + long + r"\par caf\'e9 \u8220?quoted\u8221? \{brace\}\par}")
    article = read_bytes(text.encode("ascii"), source="a.doc")
    assert article.format == "rtf"
    assert [(block.kind, article.block_text(block)) for block in article.blocks] == [
        ("title", "The Title"), ("byline", "By Ada Marsh"), ("paragraph", long), ("heading", "What Was Agreed"),
        ("paragraph", long), ("paragraph", "café “quoted” {brace}")]
    for bad in (b"{\\rtf1" + b"{" * 100_000, b"{\\rtf1" + b"\\u99999999999999 " * 50, b"{\\rtf1\\bin99999999 ",
                b"{\\rtf1 " + b"\\'zz" * 1000, b"{\\rtf1}"):
        with pytest.raises(NatotuiError, match="the file"):
            article = read_bytes(bad, source="the file")
            raise NatotuiError("read", "the file", article.text[:10])


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Paper</title>
<item><title>Roads &amp; Schools</title><link>https://example.org/1</link>
<pubDate>Mon, 06 Sep 2021 00:01:00 +0000</pubDate>
<description>&lt;p&gt;What the &lt;b&gt;town&lt;/b&gt; decided.&lt;/p&gt;</description></item>
<item><title>Second</title><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Paper</title><entry>
<title type="html">One &lt;i&gt;x&lt;/i&gt;
</title><link href="https://example.org/1"/><updated>2021-09-06T00:00:00Z</updated><summary>Said.</summary></entry></feed>"""


def test_feeds() -> None:
    pytest.importorskip("feedparser")
    title, found = entries(RSS.encode(), source="f")
    assert title == "The Paper"
    assert [(entry.title, entry.link, entry.summary) for entry in found] == [
        ("Roads & Schools", "https://example.org/1", "What the town decided."), ("Second", "", "")]
    article = read_bytes(RSS.encode(), source="f")
    assert article.format == "feed" and article.title == "The Paper"
    headings = [article.block_text(block) for block in article.blocks if block.kind == "heading"]
    assert headings == ["Roads & Schools", "Second"]
    assert entries(ATOM.encode(), source="f")[1][0].title == "One x"


def test_feeds_that_do_harm() -> None:
    pytest.importorskip("feedparser")
    for bad in (LAUGHS + RSS.partition("?>")[2], "<rss></rss>", "<feed>" * 5000):
        with pytest.raises(NatotuiError, match="the file"):
            read_bytes(bad.encode(), source="the file", forced="feed")
