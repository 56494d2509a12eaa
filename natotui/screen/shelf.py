"""The library on the screen: articles to open, recent ones first, the bundled samples when it is new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from natotui import resources
from natotui.article.model import Article
from natotui.article.sanitise import sanitise_line
from natotui.notes.library import Library
from natotui.notes.model import Record
from natotui.notes.rows import address
from natotui.screen.pick import Choice, matching


def shelf(library: Library, files: Mapping[str, str] | None = None) -> Callable[[str], list[Choice]]:
    """What the list shows for what has been typed. With ``files`` (a reading list) only those."""
    recent = library.recent(500)
    known = {record.source: record for record in recent}
    if files:
        choices = [_of_file(source, title, known.get(address(source))) for source, title in files.items()]
    else:
        choices = [_of_record(record) for record in recent]
        seen = {Path(record.source).resolve() for record in recent if record.source}
        choices += [_of_sample(path) for path in resources.samples() if path.resolve() not in seen]
    return lambda typed: matching(choices, typed)


def _of_record(record: Record) -> Choice:
    notes = f"{record.notes} note{'s' * (record.notes != 1)}   " if record.notes else ""
    place = "done" if record.place >= 99 else f"{record.place:.0f}%"
    title = sanitise_line(record.title or record.source, 200)
    gone = "" if _there(record.source) else "gone   "
    return Choice(
        record.source,
        title,
        f"{gone}{place:>5}   {notes}{when(record.opened)}",
        "",
        "text" if not gone else "dim",
        f"{title} {record.source}",
    )


def _there(source: str) -> bool:
    return source.startswith(("http://", "https://")) or Path(source).exists()


def _of_file(source: str, title: str, record: Record | None) -> Choice:
    if record is not None:
        return _of_record(record)
    name = sanitise_line(title or source, 300)
    return Choice(source, name, "new", sought=f"{name} {source}")


def picks(feed: Article) -> dict[str, str]:
    """The entries of a feed that has been read as an article: title by address."""
    found: dict[str, str] = {}
    title = ""
    for block in feed.blocks:
        words = feed.block_text(block)
        if block.kind == "heading":
            title = words
        elif title and words.startswith(("http://", "https://")) and " " not in words:
            found.setdefault(words, title)
    return found


def _of_sample(path: Path) -> Choice:
    title = path.stem.replace("-", " ").capitalize()
    try:
        with path.open(encoding="utf-8") as file:
            heading = next((line[2:].strip() for line in file if line.startswith("# ")), "")
    except (OSError, UnicodeDecodeError):
        heading = ""
    return Choice(
        str(path),
        sanitise_line(heading or title, 200),
        f"sample: {path.parent.name}",
        sought=f"{heading} {path.parent.name} sample",
    )


def when(time: str, now: datetime | None = None) -> str:
    """A time as people say it: "today 14:02", "yesterday", "3 May"."""
    try:
        moment = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return ""
    today = (now or datetime.now(UTC)).astimezone()
    days = (today.date() - moment.date()).days
    if days == 0:
        return f"today {moment:%H:%M}"
    if days == 1:
        return "yesterday"
    return f"{moment.day} {moment:%b}" if 0 < days < 330 else f"{moment:%Y-%m-%d}"
