"""Texts that would act on a terminal, and what a terminal was really sent."""

from __future__ import annotations

import re
import string

BIDI = "".join(map(chr, [0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
TAGS = "".join(map(chr, [0xE0001, 0xE0020, 0xE0041, 0xE007F]))
_STRINGS = {
    "OSC": ("\x1b]", "\x9d"),
    "DCS": ("\x1bP", "\x90"),
    "APC": ("\x1b_", "\x9f"),
    "PM": ("\x1b^", "\x9e"),
    "SOS": ("\x1bX", "\x98"),
}
_OSC = (
    "0;title",
    "1;icon",
    "2;title",
    "4;1;?",
    "8;;http://evil",
    "9;note",
    "10;?",
    "11;?",
    "52;c;ZXZpbA==",
    "52;c;?",
    "104",
    "133;A",
    "777;notify;a;b",
    "1337;File=:AAAA",
)

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (9, 10, 13)]
CSI = [
    f"{start}{middle}{final}"
    for start in ("\x1b[", "\x9b")
    for middle in ("", "991", "?991", ">991", "=1", "991;992")
    for final in string.ascii_letters + "@`{|}~"
]
ESCAPES = [f"\x1b{final}" for final in "c78DEHMNOZ=>lmno|}~#8%G(0)B"]
LONG = [
    f"{start}{words}{end}"
    for kind, starts in _STRINGS.items()
    for start in starts
    for words in (_OSC if kind == "OSC" else ("+q544e", "$qm", "Gi=1;AAAA", "1;2|evil"))
    for end in ("\x07", "\x1b\\", "\x9c")
]
SEQUENCES = [*CSI, *ESCAPES, *LONG]
"""Every control sequence that begins with ESC or its C1 twin."""

SAMPLE = "".join(
    [
        "\x1b]52;c;ZXZpbA==\x07",
        "\x1b[c",
        "\x9b6n",
        "\x1bP$qm\x1b\\",
        "\x1b[991;992H",
        "\x1b]0;owned\x1b\\",
        "\x1b_G1\x9c",
        "\x9d2;owned\x9c",
        "\x08\x00\x7f",
        BIDI,
        TAGS,
    ]
)
"""A handful of each kind, for places where there is little room."""

_OWN = re.compile(
    rb"\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]|\x1b\[\?(?:2026|2048)\$p"
    rb"|\x1b\[[0-9;]*m|\x1b\[(?:[0-9]{1,3})?(?:;[0-9]{1,3})?H|\x1b\[[0-9]{0,3}[ABCDGdJKXPSTb]"
    rb"|\x1b\[(?:[0-9]{1,3};[0-9]{1,3})?r|\x1bM|\x1b\[>25u|\x1b\[<u|\x1b\[6n|\x1b\]8;;\x1b\\|\x1b\]22;default\x07|[\r\n\x08]"
)
"""What the program itself has to say to a terminal."""


def acting(sent: bytes) -> list[str]:
    """What of these bytes a terminal would obey or be misled by, beyond what the program itself says."""
    rest = _OWN.sub(b" ", sent).decode("utf-8", "surrogateescape")
    found = re.findall("[\x00-\x1f\x7f-\x9f\ud800-\udfff].{0,12}", rest)
    found += re.findall(f"[{BIDI}{TAGS}\u2028\u2029\ufff9-\ufffb]", rest)
    addresses = re.findall(rb"\x1b\[(\d*);?(\d*)H", sent)
    found += [f"cursor to {row};{column}" for row, column in addresses if int(row or 1) > 300 or int(column or 1) > 300]
    return found + [repr(each) for each in SEQUENCES if len(each) > 5 and each.encode() in sent and "99" in each]


def acting_in_words(said: bytes) -> list[str]:
    """The same of output that goes to a file or a pipe: nothing but lines of text is allowed."""
    words = said.decode("utf-8", "surrogateescape")
    return re.findall(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{BIDI}{TAGS}].{{0,12}}", words)


def article(sequences: list[str]) -> str:
    """Paragraphs that argue, with these among the words."""
    lines = ["The plan is good", ""]
    for number, each in enumerate(sequences):
        lines.append(
            f"It must{each} be said{each}, because{each} number {number} shows it. However,{each} critics object{each}."
        )
        if number % 4 == 3:
            lines.append("")
    return "\n".join(lines)
