"""Verifications as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import TextIO

from onrecord.record import Record
from onrecord.verify.marked import Run, judged, quotation_runs, shortened, source_runs, where, who, why
from onrecord.verify.verification import Verification

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Quotations against their sources</title>
<style>
:root { color-scheme: light dark; --line: #8884; --none: #1a7f37; --light: #9a6700; --meaning: #cf222e;
--faint: #777; } body { font: 1rem/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .2rem; }
article { border-top: 1px solid var(--line); padding: .8rem 0; }
p { margin: .25rem 0; }
.head, .where, .counts { font: .85rem/1.4 system-ui, sans-serif; color: var(--faint); }
.head b { color: CanvasText; }
.verdict { border: 1px solid; border-radius: .7em; padding: 0 .5em; }
.none .verdict { color: var(--none); } .light .verdict { color: var(--light); }
.meaning .verdict { color: var(--meaning); font-weight: bold; }
.not_found .verdict { color: var(--faint); }
.side { font: .75rem system-ui, sans-serif; color: var(--faint); display: inline-block; min-width: 5.5em; }
ins, del { text-decoration: none; border-radius: .2em; padding: 0 .15em; }
ins { background: #ffd33d66; border-bottom: 2px solid var(--light); }
del { background: #d2a8ff55; border-bottom: 2px solid #8250df; }
</style>
</head>
<body>
<h1>Quotations against their sources</h1>
<p class="counts">Words that differ are marked: <ins>of the quotation</ins>, <del>of the source</del>.
“Not found” says only that a quotation is not in these sources.</p>
"""


def write_page(items: Iterable[tuple[Record, tuple[Verification, ...]]], out: TextIO) -> None:
    """The page for the records with their verifications, each written as it comes."""
    out.write(_HEAD)
    for record, verifications in items:
        article = record.article
        out.write(f"<h2>{escape(article.title or article.id)}</h2>\n")
        about = [article.id if article.title else None, article.outlet, article.published]
        counts = Counter(one.verdict.replace("_", " ") for one in verifications)
        parts = [part for part in about if part] + [f"{count} {verdict}" for verdict, count in counts.items()]
        out.write(f'<p class="counts">{escape(" · ".join(parts) or "no quotations")}</p>\n')
        for one in verifications:
            out.write(_article(record, one))
    out.write("</body>\n</html>\n")


def _article(record: Record, one: Verification) -> str:
    classes = one.severity if one.found else "not_found"
    named = who(record, one) or "(no source)"
    head = [f"<b>{escape(named)}</b>", f'<span class="verdict">{escape(judged(one))}</span>']
    head += [escape(reason) for reason in why(one)]
    head.append(f"{one.confidence:.0%}")
    lines = [
        f'<article class="{classes}">',
        f'<p class="head">{" · ".join(head)}</p>',
        f'<p><span class="side">quotation</span> “{_marked(quotation_runs(one), "ins")}”</p>',
    ]
    if one.found:
        lines.append(f'<p><span class="side">source</span> {_marked(source_runs(one), "del")}</p>')
    lines.append(f'<p class="where">{escape(" · ".join(where(one)))}</p>')
    lines.append("</article>\n")
    return "\n".join(lines)


def _marked(runs: Iterable[Run], tag: str) -> str:
    return "".join(
        f"<{tag}>{escape(text)}</{tag}>" if differs else escape(shortened(text)) for text, differs in runs
    )
