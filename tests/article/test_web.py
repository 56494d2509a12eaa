"""Pages: with trafilatura and without; what is left out; the address and its limits."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from natotui.article import url as urls
from natotui.article import web
from natotui.article.load import load, read_bytes
from natotui.article.model import Article
from natotui.errors import NatotuiError

LONG = "The committee agreed in spring that the money would be spent on roads, although nobody could say why. " * 2
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Roads Before Schools | The Paper</title>
<meta property="og:title" content="Roads Before Schools"><meta name="author" content="Ada Marsh">
<meta property="article:published_time" content="2023-02-01"><script>var a = "<p>SCRIPT</p>";</script></head><body>
<nav><ul><li><a href="/">HOME MENU</a></li></ul></nav>
<article><h1>Roads Before Schools</h1><p><em>A town decides without asking.</em></p><p>{LONG}</p>
<h2>What Was Agreed</h2><p>First {LONG} &amp; <b>bold</b>.<br>A new line.</p>
<ul><li>one point of the list<ul><li>a nested point</li></ul></li><li>another point</li></ul>
<blockquote><p>{LONG} said the mayor.</p></blockquote>
<table><tr><th>Road</th><th>Cost</th></tr><tr><td>North</td><td>3</td></tr></table>
<pre><code>x = 1\n  y = 2</code></pre><p>Second {LONG}</p></article>
<aside><p>RELATED BOX</p></aside><footer><p>FOOTER WORDS</p></footer></body></html>"""


def shape(article: Article) -> list[tuple[str, int, str, str]]:
    return [(block.kind, block.level, block.marker, article.block_text(block)) for block in article.blocks]


@pytest.fixture(params=["trafilatura", "fallback"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "trafilatura":
        pytest.importorskip("trafilatura")
    else:
        monkeypatch.setattr(web, "_installed", lambda: False)
    return str(request.param)


def test_a_page(reader: str) -> None:
    article = read_bytes(PAGE.encode(), source="a.html")
    assert (article.format, article.title) == ("html", "Roads Before Schools")
    assert article.standfirst == "A town decides without asking."
    assert article.byline == "By Ada Marsh"
    assert article.metadata["date"] == "2023-02-01"
    found = shape(article)
    for wanted in (("heading", 2, "", "What Was Agreed"), ("item", 0, "•", "one point of the list"),
                   ("item", 1, "•", "a nested point"), ("item", 0, "•", "another point"),
                   ("row", 0, "header", "Road  │ Cost"), ("row", 0, "", "North │ 3"), ("code", 0, "", "x = 1\n  y = 2"),
                   ("quote", 0, "", f"{LONG}said the mayor."),
                   ("paragraph", 0, "", f"First {LONG}& bold.\nA new line.")):
        assert wanted in found
    for left_out in ("SCRIPT", "HOME MENU", "RELATED BOX", "FOOTER WORDS"):
        assert left_out not in article.text
    assert bool(article.warnings) == (reader == "fallback")


def test_order_is_that_of_the_page(reader: str) -> None:
    text = read_bytes(PAGE.encode(), source="a.html").text
    marks = ["Roads Before", "A town", "What Was", "First", "one point", "another point", "said the", "North", "Second"]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


@pytest.mark.parametrize("page", [
    "<p>only one paragraph", "<html><body>bare words", "<p>a<p>b</html></p></div>", "<P CLASS=x>CAPS</P>",
    "<table><tr><td>cell", "<li>item without list", "<p hidden>x</p><p>shown", "<b><i>crossed</b></i> words",
    "<p>x &unknown; &#0; &#xFFFFFFF; &lt;b&gt;</p>", "<div " + "a=b " * 5000 + ">words</div>"])
def test_strange_pages(reader: str, page: str) -> None:
    article = read_bytes(page.encode(), source="a.html", forced="html")
    assert len(article.blocks) and "\x00" not in article.text


class _Handler(BaseHTTPRequestHandler):
    """Answers that a reader meets: good ones and traps."""

    def do_GET(self) -> None:
        path = self.path
        if path.startswith("/to/"):
            return self._answer(302, location=path[3:])
        if path == "/loop":
            return self._answer(302, location="/loop")
        if path == "/file":
            return self._answer(302, location="file:///etc/passwd")
        if path == "/page":
            return self._answer(200, PAGE.encode(), "text/html; charset=utf-8")
        if path == "/latin":
            return self._answer(200, f"<p>caf\xe9 {LONG}</p>".encode("latin-1"), "text/html; charset=iso-8859-1")
        if path == "/text":
            return self._answer(200, f"A Title\n\ncaf\xe9 {LONG}".encode("latin-1"), "text/plain; charset=iso-8859-1")
        if path == "/image":
            return self._answer(200, b"\x89PNG", "image/png")
        if path == "/empty":
            return self._answer(200, b"", "text/html")
        if path == "/large":
            return self._answer(200, b"x" * 200_000, "text/plain")
        if path == "/bomb":
            return self._answer(200, gzip.compress(bytes(5_000_000)), "text/html", packing="gzip")
        if path == "/layers":
            return self._answer(200, b"x", "text/html", packing="gzip, gzip")
        return self._answer(404, b"no", "text/html")

    def _answer(self, code: int, body: bytes = b"", kind: str = "", location: str = "", packing: str = "") -> None:
        self.send_response(code)
        for name, value in (("Content-Type", kind), ("Location", location), ("Content-Encoding", packing)):
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return  # the reader has seen enough

    def log_message(self, *args: object) -> None:
        """Keep the test quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    pytest.importorskip("httpx")
    served = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    thread.join()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def test_addresses(server: str) -> None:
    article = load(f"{server}/to/page")
    assert article.title == "Roads Before Schools"
    assert article.source == f"{server}/to/page" and article.metadata["url"].startswith("http")
    assert "café" in load(f"{server}/latin").text
    assert "café" in load(f"{server}/text").text


@pytest.mark.parametrize("path,why", [
    ("/none", "404"), ("/loop", "redirects more than"), ("/file", "no web page"), ("/image", "image/png"),
    ("/empty", "empty"), ("/layers", "packed")])
def test_faults_are_one_line(server: str, path: str, why: str) -> None:
    with pytest.raises(NatotuiError) as caught:
        load(server + path)
    assert why in str(caught.value) and "\n" not in str(caught.value) and server in str(caught.value)


@pytest.mark.parametrize("path", ["/large", "/bomb"])
def test_size_is_limited(server: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urls, "LARGEST", 100_000)
    with pytest.raises(NatotuiError, match="larger than"):
        load(server + path)


def test_time_is_limited(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urls, "LONGEST", -1.0)
    with pytest.raises(NatotuiError, match="longer than"):
        load(f"{server}/page")


def test_nobody_there() -> None:
    pytest.importorskip("httpx")
    for address in ("http://127.0.0.1:1/", "http://[bad", "https://", "http://x y/", "http://\x1b[31m/"):
        with pytest.raises(NatotuiError) as caught:
            load(address)
        assert "\x1b" not in str(caught.value)


def test_redirects_do_not_lead_into_the_local_network() -> None:
    with pytest.raises(NatotuiError, match="local network"):
        urls._next("https://example.org/a", "http://169.254.169.254/latest", "x")
    assert urls._next("http://127.0.0.1/a", "/b", "x") == "http://127.0.0.1/b"


def test_passwords_are_not_kept() -> None:
    assert urls.without_secrets("https://me:pass@example.org/a?b#c") == "https://example.org/a?b#c"
