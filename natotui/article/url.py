"""Articles from the web: one request for what the person named, under limits; nothing else is ever fetched."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from natotui.article.model import Article
from natotui.article.sources import unreadable
from natotui.errors import NatotuiError

if TYPE_CHECKING:
    import httpx

LARGEST = 32 << 20
"""Bytes of the largest answer, unpacked."""
LONGEST = 30.0
"""Seconds for the whole of an answer; each step of the connection has ten."""
MOST_REDIRECTS = 5

_KINDS_RE = re.compile(
    r"text/|application/(?:xhtml\+xml|xml|rss\+xml|atom\+xml|pdf|epub\+zip|rtf|octet-stream|zip|x-download"
    r"|vnd\.oasis\.opendocument\.text|vnd\.openxmlformats-officedocument\.wordprocessingml\.document)", re.IGNORECASE)
_CHARSET_RE = re.compile(r"charset=[\"']?([\w.:\-]{1,40})", re.IGNORECASE)
_LOCAL_RE = re.compile(
    r"(?:localhost|.*\.localhost|.*\.local|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|169\.254\.[\d.]+|0\.0\.0\.0"
    r"|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|::1?|f[cd][0-9a-f]{2}:.*|fe80:.*)", re.IGNORECASE)
_AGENT = "natotui (a reader in a terminal; one page at a person's request)"


def load_url(address: str, *, kind: str | None = None) -> Article:
    """Fetch and read what ``address`` names.

    Raises:
        NatotuiError: no such page, too slow, too large, of no readable kind, or httpx is not installed.
    """
    data, final, content_type = fetch(address)
    charset = _CHARSET_RE.search(content_type)
    from natotui.article.documents import read_fetched

    return read_fetched(data, source=address, url=without_secrets(final), charset=charset[1] if charset else "",
                        kind=kind)


def fetch(address: str) -> tuple[bytes, str, str]:
    """The bytes of a page, the address that answered, and its content type.

    Raises:
        NatotuiError: as for :func:`load_url`.
    """
    try:
        import httpx
    except ImportError:
        raise NatotuiError("cannot read", "web addresses need httpx", "pip install 'natotui[web]'") from None
    deadline = time.monotonic() + LONGEST
    shown = without_secrets(address)
    try:
        with httpx.Client(follow_redirects=False, timeout=10.0, trust_env=True, headers={
                "User-Agent": _AGENT, "Accept-Encoding": "gzip",
                "Accept": "text/html,application/xhtml+xml,text/*;q=0.9,*/*;q=0.5"}) as client:
            return _follow(client, address, shown, deadline)
    except httpx.TimeoutException:
        raise unreadable(shown, "the server does not answer in time", "Try again later") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError, ValueError) as error:
        why = str(error) or type(error).__name__
        raise unreadable(shown, f"it cannot be fetched ({why})", "Check the address and the network") from None


def without_secrets(address: str) -> str:
    """The address without user name and password: it is shown, kept and exported."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address  # no address at all: it will be refused
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _follow(client: httpx.Client, address: str, shown: str, deadline: float) -> tuple[bytes, str, str]:
    for _ in range(MOST_REDIRECTS + 1):
        with client.stream("GET", address) as response:
            if response.is_redirect:
                address = _next(address, response.headers.get("location", ""), shown)
                continue
            _check(response, shown)
            return _body(response.iter_bytes(), shown, deadline), address, response.headers.get("content-type", "")
    raise unreadable(shown, f"it redirects more than {MOST_REDIRECTS} times")


def _next(address: str, location: str, shown: str) -> str:
    target = urljoin(address, location)
    parts = urlsplit(target)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise unreadable(shown, "it redirects to what is no web page")
    if _LOCAL_RE.fullmatch(parts.hostname) and not _LOCAL_RE.fullmatch(urlsplit(address).hostname or ""):
        raise unreadable(shown, "it redirects into the local network", "Name that address yourself if you trust it")
    return target


def _check(response: Any, shown: str) -> None:
    if response.status_code >= 400:
        reason = f"{response.status_code} {response.reason_phrase}".strip()
        hint = {401: "It wants a login", 403: "It does not let readers in", 404: "Check the address",
                429: "Try again later"}.get(response.status_code, "Try again later")
        raise unreadable(shown, f"the server answers {reason}", hint)
    kind = response.headers.get("content-type", "").partition(";")[0].strip()
    if kind and not _KINDS_RE.match(kind):
        raise unreadable(shown, f"it is of the kind {kind}", "Only texts and documents are read")
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", ""):
        raise unreadable(shown, f"it is packed in a way that was not asked for ({packing})")
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > LARGEST:
        raise unreadable(shown, f"it is larger than {LARGEST >> 20} MiB")


def _body(parts: Iterator[bytes], shown: str, deadline: float) -> bytes:
    """All of the answer; each part is at most a network buffer unpacked, so a bomb is seen in time."""
    kept: list[bytes] = []
    total = 0
    for part in parts:
        total += len(part)
        if total > LARGEST:
            raise unreadable(shown, f"it is larger than {LARGEST >> 20} MiB")
        if time.monotonic() > deadline:
            raise unreadable(shown, f"it takes longer than {LONGEST:.0f} seconds", "Fetch it and open the file")
        kept.append(part)
    return b"".join(kept)
