"""An audit to read, in a terminal: each figure with its numbers, a bar for its share."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.compare.figures import Audit, Portion, Source
from onrecord.compare.shares import Share
from onrecord.compare.tables import SHARES, told
from onrecord.printable import printable

_BAR = 20
_PIECES = " ▏▎▍▌▋▊▉█"
_LONGEST_NAME = 24
_VERBS = 5
_MONTHS = 24


def write_text(audit: Audit, out: TextIO) -> None:
    """The audit as tables, its cautions at the end."""
    console = Console(file=out, highlight=False, markup=False, emoji=False)
    # Captured, because a console that meets a broken pipe ends the whole process by itself.
    with console.capture() as captured:
        for part in _parts(audit):
            console.print(part)
    out.write("\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n")


def bar(part: float | None, width: int = _BAR) -> str:
    """A bar as long as the share, in eighths of a character."""
    eighths = round((part or 0) * width * 8)
    return "█" * (eighths // 8) + _PIECES[eighths % 8].strip()


def in_words(share: Share) -> str:
    """ "62 % (55 to 68)", "–" for a share of none."""
    if share.share is None or share.low is None or share.high is None:
        return "–"
    return f"{share.share:.0%} ({share.low * 100:.0f} to {share.high * 100:.0f})".replace("%", " %")


def _parts(audit: Audit) -> Iterator[Table | Text]:
    period = " to ".join(dict.fromkeys(day for day in (audit.first_day, audit.last_day) if day))
    counts = [f"{audit.statements:,} statements", f"{audit.words:,} words", f"{audit.articles:,} articles"]
    counts += [f"{audit.outlets:,} outlets"] if audit.outlets else []
    yield Text(" · ".join([*counts, *([period] if period else [])]), "bold")
    if audit.statements:
        yield from _figures(audit)
    yield Text("\nWhat these figures cannot say", "bold")
    for sentence in audit.cautions:
        yield Text(f"- {sentence}")


def _figures(audit: Audit) -> Iterator[Table | Text]:
    yield Text()
    of_all = [(name.capitalize(), getattr(audit, name)) for name in SHARES]
    table = _table("Statements", "Number", "Of", "Share (95 %)", "")
    for name, share in of_all:
        table.add_row(name, f"{share.count:,}", f"{share.of:,}", in_words(share), bar(share.share))
    yield table
    for title, portions in (
        ("Kinds of sources", audit.kinds),
        ("Manner", audit.manners),
        ("Tone of the verb", audit.tones),
        ("Concentration", audit.top),
    ):
        yield from _portions(title, portions)
    shown = f" (the first {len(audit.sources)} of {audit.sources_in_all:,})" if audit.sources else ""
    yield _title(f"Sources{shown}")
    table = _table("", "Said", "Words", "Articles", "Direct", "Opens", "Closes", "Verbs")
    for source in audit.sources:
        table.add_row(*_source(source))
    yield table
    yield _title("Verbs by kind of source")
    table = _table("", "With a cue", "Verbs")
    for kind in audit.verbs:
        verbs = ", ".join(f"{printable(told(verb))} {verb.count:,}" for verb in kind.verbs[:_VERBS])
        table.add_row(kind.kind, f"{kind.with_cue:,}", verbs)
    yield table
    if audit.leanings:
        more = f", the surest {len(audit.leanings)}" if len(audit.leanings) < audit.leanings_in_all else ""
        yield _title(f"Tones that one source has more often, or less, than all others{more}")
        table = _table("", "Tone", "", "Own (95 %)", "Others (95 %)")
        for one in audit.leanings:
            how = "more" if one.log_odds > 0 else "less"
            table.add_row(_name(one.name), one.tone, how, in_words(one.own), in_words(one.others))
        yield table
    yield _title("The first and the last statement of articles")
    table = _table("", "First (95 %)", "Last (95 %)")
    for end in audit.ends:
        table.add_row(end.kind, in_words(end.opens), in_words(end.closes))
    yield table
    yield _title("Where in the article statements begin")
    yield Text(
        f"in the first tenth {in_words(audit.in_first_tenth)}, quarter {in_words(audit.in_first_quarter)}"
    )
    table = _table("Tenth", "Number", "")
    for number, count in enumerate(audit.parts, start=1):
        table.add_row(str(number), f"{count:,}", bar(count / max(audit.parts)))
    yield table
    if audit.months:
        more = f" (the last {_MONTHS} of {len(audit.months)})" if len(audit.months) > _MONTHS else ""
        yield _title(f"Months{more}")
        table = _table("", "Articles", "Statements", "Words", "Named (95 %)", "Direct (95 %)")
        for month in audit.months[-_MONTHS:]:
            table.add_row(
                month.month, f"{month.articles:,}", f"{month.statements:,}", f"{month.words:,}",
                in_words(month.named), in_words(month.direct),
            )  # fmt: skip
        yield table


def _portions(title: str, portions: Iterable[Portion]) -> Iterator[Table | Text]:
    yield _title(title)
    table = _table("", "Statements", "Words", "Share (95 %)", "")
    for one in portions:
        share = one.statements
        table.add_row(one.name, f"{share.count:,}", f"{one.words:,}", in_words(share), bar(share.share))
    yield table


def _source(source: Source) -> tuple[str, ...]:
    direct = f"{source.direct / source.statements.count:.0%}".replace("%", " %")
    called = "" if source.is_one else " (so called)"
    verbs = ", ".join(printable(verb.lemma) for verb in source.verbs[:3])
    return (
        _name(source.name) + called, f"{source.statements.count:,}", f"{source.words:,}",
        f"{source.articles:,}", direct, f"{source.opens:,}", f"{source.closes:,}", verbs,
    )  # fmt: skip


def _name(name: str) -> str:
    shown = printable(name)
    return shown if len(shown) <= _LONGEST_NAME else shown[: _LONGEST_NAME - 1] + "…"


def _title(title: str) -> Text:
    return Text(f"\n{title}", "bold")


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for number, column in enumerate(columns):
        is_bar = not column and number
        words = number == 0 or is_bar or column in ("Tone", "Verbs")
        table.add_column(column, justify="left" if words else "right", no_wrap=column != "Verbs")
    return table
