"""The style sheet of the HTML page: light, dark and paper; roles have a sign, a colour and their own underline."""

from __future__ import annotations

from natotui.argument.model import ROLES
from natotui.exchange.signs import DARK, LIGHT
from natotui.exchange.svg import style as map_style

_LINES = {"thesis": "double", "claim": "solid", "evidence": "dotted", "counterpoint": "dashed", "rebuttal": "wavy",
          "background": "none"}

_PAGE = """
*{box-sizing:border-box}
html{font:17px/1.6 Georgia,'Times New Roman',serif;color:var(--ink);background:var(--ground);scroll-padding-top:1rem}
body{margin:0 auto;padding:0 1.2rem 3rem;max-width:88rem}
a{color:var(--link)} a:focus-visible,summary:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
nav,.outline,.notes,.facts,footer,.sign,h2,.map text{font-family:Helvetica,Arial,'Liberation Sans',sans-serif}
nav{font-size:.85rem;padding:.7rem 0;border-bottom:1px solid var(--rule)} nav a{margin-right:1.2rem}
h1{line-height:1.2;font-size:2rem;margin:1.4rem 0 .4rem} h2{font-size:1.05rem;margin:1.6rem 0 .6rem}
.standfirst{font-style:italic;font-size:1.1rem;margin:.2rem 0 .6rem} .facts,footer{color:var(--dim);font-size:.85rem}
.halves{display:grid;grid-template-columns:minmax(0,40rem) minmax(18rem,1fr);gap:3rem;align-items:start}
.outline{font-size:.88rem;line-height:1.45;position:sticky;top:0;max-height:100vh;overflow-y:auto;padding-bottom:2rem}
.outline ul{list-style:none;margin:0;padding-left:1.1rem} .outline>ol{padding-left:1.4rem;margin:0}
.outline li{margin:.35rem 0} .outline a{text-decoration:none;color:inherit} .outline a:hover{text-decoration:underline}
.outline h3{font-size:.95rem;margin:.9rem 0 .2rem;display:inline-block}
.role{font-weight:bold;font-size:.78rem} .more{color:var(--dim);font-size:.8rem}
.sign{font-size:.75em;text-decoration:none;font-weight:bold;margin-right:.15em}
.unit{text-decoration-thickness:1px;text-underline-offset:.22em} .unsure .sign::after{content:"?"}
.unit:target,li:target,sup a:target{background:var(--target)} [tabindex]:focus{outline:none}
mark{background:var(--mark);color:inherit} sup a{text-decoration:none;padding:0 .15em}
.furniture{color:var(--dim);font-size:.85rem}
blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid var(--rule)}
pre{overflow-x:auto;font-size:.8rem;line-height:1.4} .items{list-style:none;padding-left:0}
.items li{margin:.3rem 0} .marker{color:var(--dim)} .d1{margin-left:1.5rem!important} .d2{margin-left:3rem!important}
.d3{margin-left:4.5rem!important}
figure{margin:0;overflow-x:auto;border:1px solid var(--rule)} .map{display:block}
.map a:focus-visible .box{stroke-width:4} .map a{text-decoration:none}
.notes{font-size:.9rem} .notes li{margin:1rem 0} .notes blockquote{font-family:Georgia,serif;margin:.2rem 0}
.notes p{margin:.3rem 0;white-space:pre-line} .tag{border:1px solid var(--rule);border-radius:.6em;padding:0 .45em}
.key{color:var(--dim);font-size:.8rem;padding:0} .key li{display:inline-block;margin:0 1rem 0 0}
@media (max-width:60rem){.halves{display:block} .outline{position:static;max-height:none} html{font-size:16px}
h1{font-size:1.6rem}}
@media print{:root{--ground:#fff} #map{break-before:page} nav{display:none}
.halves{display:block} .outline{position:static;max-height:none;overflow:visible}
figure{overflow:visible;border:0} .map{max-width:100%;height:auto}}
"""


def _variables(palette: str) -> str:
    roles = LIGHT if palette == "light" else DARK
    plain = ("--ink:#2c2f36;--ground:#fbfaf6;--dim:#5f636b;--rule:#d5d2c7;--link:#1d4f91;--focus:#a86400;"
             "--target:#f6e6a8;--mark:#faf0b8") if palette == "light" else (
             "--ink:#c6c8d1;--ground:#16181d;--dim:#989dab;--rule:#3a3f4a;--link:#8fbcf5;--focus:#f2c45a;"
             "--target:#4a4320;--mark:#3d3a1c")
    return f":root{{{plain};{';'.join(f'--{role}:{roles[role]}' for role in ROLES)}}}"


def style() -> str:
    """All of it, map included."""
    roles = "\n".join(
        f".{role}>.sign,.{role}>.role,.{role}>a>.role{{color:var(--{role})}} "
        f".unit.{role}{{text-decoration:underline {_LINES[role]} var(--{role}) 1px}}" if role != "background" else ""
        for role in ROLES)
    schemes = (f"{_variables('light')}\n@media (prefers-color-scheme:dark){{{_variables('dark')}}}\n"
               f"@media print{{{_variables('light')}}}\n:root{{color-scheme:light dark}}")
    return f"{schemes}\n{_PAGE}\n{roles}\n{map_style()}\n"
