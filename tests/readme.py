"""Fills the README's generated parts. ``python tests/readme.py`` writes them; ``--evaluation`` also the slow one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"


def filled(text: str, name: str, words: str) -> str:
    """``text`` with ``words`` between the markers called ``name``."""
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"README.md has no part {name}")
    return pattern.sub(lambda found: f"{found[1]}{words.strip()}\n{found[2]}", text)


def formats() -> str:
    """What goes out, and what each format has no place for."""
    from natotui.exchange.formats import FORMATS

    everything = frozenset().union(*(each.carries for each in FORMATS.values()))
    lines = ["| `--format` | what it is | comes back | no place for |", "|---|---|---|---|"]
    for each in FORMATS.values():
        lost = ", ".join(sorted(everything - each.carries)) or "(carries all)"
        lines.append(f"| `{each.name}` | {each.about} | {'yes' if each.loads else ''} | {lost} |")
    return "\n".join(lines)


def parts() -> dict[str, str]:
    """The quick parts, by name."""
    from natotui.screen.actions import keys_table

    return {"keys": keys_table(), "formats out": formats()}


def main() -> None:
    """Write the README anew."""
    text = README.read_text(encoding="utf-8")
    for name, words in parts().items():
        text = filled(text, name, words)
    if "--evaluation" in sys.argv:
        done = subprocess.run([sys.executable, "-m", "natotui.argument.train", "--evaluate", "--markdown"],
                              capture_output=True, text=True, check=True)
        text = filled(text, "evaluation", done.stdout)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
