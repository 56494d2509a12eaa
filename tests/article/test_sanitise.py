"""The one door: no control gets through, lengths stay."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from natotui.article.load import read_bytes
from natotui.article.sanitise import is_clean, sanitise, sanitise_line

ANYTHING = st.text(alphabet=st.characters(), max_size=200)
HARMFUL = [*range(0x00, 0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, 0x2028, 0x2029,
           *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB, 0xD800, 0xDFFF, 0xFFFE,
           0xFFFF, 0x1FFFE, 0x10FFFF, 0xE0001, 0xE0041, 0xE007F]


@pytest.mark.parametrize("code", HARMFUL)
def test_harmful_character_gets_one_visible_stand_in(code: int) -> None:
    clean = sanitise(f"a{chr(code)}b")
    assert len(clean) == 3
    assert clean[0] == "a" and clean[2] == "b"
    assert clean[1] != chr(code)
    assert not is_clean(f"a{chr(code)}b") and is_clean(clean)


def test_stand_ins_are_the_control_pictures() -> None:
    assert sanitise("\x00\x1b\x7f") == "\u2400\u241b\u2421"
    assert sanitise("\x9b\u202e") == "\ufffd\ufffd"


@pytest.mark.parametrize("text", ["plain\ttext\n", "café “quoted” – dash", "👩‍👩‍👧 ❤️ \u0301", "العربية עברית", "中文"])
def test_honest_text_is_untouched(text: str) -> None:
    assert sanitise(text) == text


@given(ANYTHING)
def test_no_control_is_left_and_length_stays(text: str) -> None:
    clean = sanitise(text)
    assert len(clean) == len(text)
    assert sanitise(clean) == clean
    for character in clean:
        assert character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
        assert ord(character) not in HARMFUL


@given(ANYTHING, st.integers(1, 60))
def test_a_line_is_one_short_line(text: str, limit: int) -> None:
    line = sanitise_line(text, limit)
    assert len(line) <= limit
    assert "\n" not in line and "\t" not in line and is_clean(line)


NASTY = "Hi \x1b]52;c;ZXZpbA==\x07 \x9b31m &#27;[c &#x9b;c \u202edesrever \U000e0041 \x00 end of it."


@pytest.mark.parametrize("form", ["text", "markdown", "html", "feed"])
def test_no_format_lets_a_control_through(form: str) -> None:
    body = {"text": NASTY,
            "markdown": f"# T {NASTY}\n\n{NASTY}\n\n```{NASTY}\n{NASTY}\n```\n\n| {NASTY} |\n|--|\n| b |",
            "html": f"<title>{NASTY}</title><p>{NASTY}</p><ul><li>{NASTY}</li></ul><pre>{NASTY}</pre>",
            "feed": f"<rss><channel><title>{NASTY}</title><item><title>{NASTY}</title><description>{NASTY}"
                    "</description></item></channel></rss>".replace("\x00", "").replace("\x1b", "").replace("\x07", "")}
    if form == "feed":
        pytest.importorskip("feedparser")
    article = read_bytes(body[form].encode(), source="x", forced=form)
    shown = [article.text, article.title, article.standfirst, article.byline, *article.metadata.values(),
             *article.warnings, *(block.marker for block in article.blocks)]
    assert all(map(is_clean, shown))
    assert "end of it" in article.text
