"""The readable report of a record, for a terminal or, without colours, for a pipe.

Speaker by speaker, in order of their first statements: who that is, and what they say. A statement inside
another stands below that one, whoever makes it, and the group of its own speaker points there. Statements
whose speaker nobody can tell come last, with their sources as written; then what the outlet says itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TextIO

from rich.console import Console
from rich.text import Text

from onrecord.printable import printable
from onrecord.record import Record, Span, Speaker, Statement

STRETCHES_SHOWN = 10
"""The outlet's own stretches that are shown; of the others only how many there are."""

_INDENT = 2
_NARROWEST = 24
_LONGEST_ID = 8
_LONGEST_ASIDE = 60  # characters of a role or a source, which only tell where to look
_ROLES_SHOWN = 2
_NAMES_SHOWN = 3

_NAME = "bold cyan"
_WARNING = "bold yellow"
_TONE_STYLES = {
    "distancing": "magenta",
    "factive": "green",
    "denial": "red",
    "directive": "blue",
    "belief": "cyan",
    "question": "cyan",
}


def write_report(records: Iterable[Record], out: TextIO) -> None:
    """The reports of the records, each written as it comes, a blank line between them."""
    console = Console(file=out, highlight=False, markup=False, emoji=False)
    for number, record in enumerate(records):
        # Captured, because a console that meets a broken pipe ends the whole process by itself.
        with console.capture() as captured:
            if number:
                console.print()
            for line in report_lines(record, console):
                console.print(line, soft_wrap=True)
        out.write(captured.get())


def report_lines(record: Record, console: Console) -> Iterator[Text]:
    """The lines of a record's report, none wider than the console unless a single word is."""
    for paragraph in (*_header(record), *_Groups(record).paragraphs(), *_outlet(record)):
        yield from _wrapped(paragraph, console)


class _Paragraph(NamedTuple):
    """Words to be wrapped to the right of a margin, in which a label may stand beside the first line."""

    words: Text
    margin: int = 0
    label: str = ""


_BLANK = _Paragraph(Text())


def _wrapped(paragraph: _Paragraph, console: Console) -> Iterator[Text]:
    """The lines of a paragraph; deep down, they grow no narrower than legible."""
    if not paragraph.words:
        yield Text()
        return
    margin = min(paragraph.margin, max(0, console.width - _NARROWEST))
    label = paragraph.label if len(paragraph.label) <= margin else ""
    for line in paragraph.words.wrap(console, console.width - margin):
        line.rstrip()
        yield Text.assemble((label.rjust(margin), "dim" if label else ""), line)
        label = ""


def _header(record: Record) -> Iterator[_Paragraph]:
    article = record.article
    if article.title:
        yield _Paragraph(Text(printable(article.title), "bold"))
    where_from = (article.id, article.outlet, ", ".join(article.authors), article.published)
    yield _Paragraph(_joined(Text(printable(part)) for part in where_from if part))
    for counts in _counts(record):
        yield _Paragraph(Text(" · ".join(counts), "dim"))
    for note in (*article.notes, *record.notes):
        yield _Paragraph(Text(f"Note: {printable(note)}", "yellow"))


def _counts(record: Record) -> Iterator[list[str]]:
    if not record.statements:
        yield ["no statements found"]
        return
    manners = Counter(statement.manner for statement in record.statements)
    parts = [_counted(len(record.statements), "statement")]
    parts += [f"{manners[manner]} {manner}" for manner in ("direct", "mixed", "indirect") if manners[manner]]
    if uncertain := sum(statement.is_uncertain for statement in record.statements):
        parts.append(f"{uncertain} uncertain")
    yield parts
    parts = [_counted(len(record.speakers), "speaker")] if record.speakers else []
    if unnamed := sum(speaker.kind == "unnamed" for speaker in record.speakers):
        parts.append(f"{unnamed} unnamed")
    if unknown := sum(statement.speaker is None for statement in record.statements):
        parts.append(f"{_counted(unknown, 'statement')} without a speaker")
    yield parts


class _Groups:
    """The statements of a record, speaker by speaker."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._speakers: dict[str | None, Speaker] = {speaker.id: speaker for speaker in record.speakers}
        self._inside: defaultdict[str, list[Statement]] = defaultdict(list)
        self._outermost: dict[str, Statement] = {}
        self._groups: defaultdict[str | None, list[Statement]] = defaultdict(list)
        for statement in record.statements:
            self._groups[statement.speaker].append(statement)
            if statement.parent is None:
                self._outermost[statement.id] = statement
            else:
                self._inside[statement.parent].append(statement)
                self._outermost[statement.id] = self._outermost[statement.parent]
        longest = max((len(printable(one.id)) for one in record.statements), default=0)
        self._step = min(longest, _LONGEST_ID) + 2

    def paragraphs(self) -> Iterator[_Paragraph]:
        """The groups in order of their first statements, a line for each speaker whom only others report."""
        own = {who for who, group in self._groups.items() if any(one.parent is None for one in group)}
        for who in self._groups:
            if who in own and who is not None:
                yield from self._group(who)
        if len(own) < len(self._groups):
            yield from (_BLANK, _Paragraph(Text("Reported by others only", "bold")))
            yield from (_Paragraph(self._heading(who), _INDENT) for who in self._groups if who not in own)
        if None in own:
            yield from self._group(None)

    def _group(self, who: str | None) -> Iterator[_Paragraph]:
        yield from (_BLANK, _Paragraph(self._heading(who)))
        outermost = [statement for statement in self._groups[who] if statement.parent is None]
        for number, (statement, depth) in enumerate(self._with_inner(outermost)):
            margin = _INDENT + self._step * (depth + 1)
            if number:
                yield _BLANK
            label = f"{_shortened(statement.id, _LONGEST_ID):{self._step}}"
            yield _Paragraph(self._who_and_how(statement, depth), margin, label)
            quote = Text(printable(statement.quote), "dim" if statement.is_uncertain else "")
            yield _Paragraph(quote, margin)

    def _with_inner(self, statements: list[Statement]) -> Iterator[tuple[Statement, int]]:
        """Each statement with its depth, those inside it right after it."""
        waiting = [(statement, 0) for statement in reversed(statements)]
        while waiting:
            statement, depth = waiting.pop()
            yield statement, depth
            waiting.extend((child, depth + 1) for child in reversed(self._inside[statement.id]))

    def _heading(self, who: str | None) -> Text:
        """Who that is, how many statements there are, and where those stand that others report."""
        parts = _who_it_is(self._speakers[who]) if who is not None else [Text("Speaker unknown", "bold")]
        parts.append(Text(_counted(len(self._groups[who]), "statement"), "dim"))
        inside: defaultdict[str, list[str]] = defaultdict(list)
        for statement in self._groups[who]:
            if self._outermost[statement.id].speaker != who:
                inside[self._outermost[statement.id].id].append(printable(statement.id))
        for outermost, ids in inside.items():
            reporter = self._speakers.get(self._outermost[outermost].speaker)
            by = f" ({printable(reporter.name)})" if reporter else ""
            parts.append(Text(f"{', '.join(ids)} inside {printable(outermost)}{by}", "dim"))
        return _joined(parts)

    def _who_and_how(self, statement: Statement, depth: int) -> Text:
        record = self._record
        speaker = self._speakers.get(statement.speaker)
        parts = [Text(printable(speaker.name), _NAME)] if speaker and depth else []
        parts.append(_source_and_cue(record, statement, speaker))
        if statement.negated:
            parts.append(Text("not said", _WARNING))
        if statement.hypothetical:
            parts.append(Text("hypothetical", _WARNING))
        shown = (*statement.cue, *statement.source)
        if addressee := printable(record.words(_outside(statement.addressee, shown))):
            parts.append(Text(f"to {addressee}"))
        if venue := printable(record.words(_outside(statement.venue, shown))):
            parts.append(Text(venue))
        parts.append(Text(statement.manner, "dim"))
        uncertain = statement.is_uncertain
        confidence = f"{'uncertain, ' * uncertain}{statement.confidence:.0%}"
        parts.append(Text(confidence, _WARNING if uncertain else "dim"))
        if statement.has_uncertain_speaker:
            parts.append(Text(f"speaker uncertain, {statement.speaker_confidence:.0%}", _WARNING))
        return _joined(parts)


def _who_it_is(speaker: Speaker) -> list[Text]:
    """Name, kind, roles and other names."""
    kind = Text(speaker.kind, "yellow" if speaker.kind == "unnamed" else "dim")
    parts = [Text(printable(speaker.name), _NAME), kind]
    parts += [Text(_shortened(role, _LONGEST_ASIDE)) for role in _telling(speaker.roles)]
    if speaker.names:
        names = [printable(name) for name in speaker.names[:_NAMES_SHOWN]]
        if more := len(speaker.names) - len(names):
            names.append(f"{more} more")
        parts.append(Text(f"also {', '.join(names)}", "dim"))
    return parts


def _telling(roles: Iterable[str]) -> list[str]:
    """The first roles, without those that only repeat words of one before."""
    telling: list[str] = []
    seen: set[str] = set()
    for role in roles:
        words = set(role.casefold().split())
        if not words <= seen:
            telling.append(role)
            seen |= words
    return telling[:_ROLES_SHOWN]


def _source_and_cue(record: Record, statement: Statement, speaker: Speaker | None) -> Text:
    """The cue with its tone, beside the source as written where that does not name the speaker."""
    source = printable(record.words(statement.source))
    if speaker is None:
        source_part = Text(source, "bold")
    elif source and not _names(source, speaker):
        source_part = Text(_shortened(source, _LONGEST_ASIDE))
    else:
        source_part = Text()
    if not statement.cue:
        missing = "(no cue)" if source else "(no source or cue)"
        return Text(" ").join(part for part in (source_part, Text(missing, "dim")) if part)
    if not source:
        source_part = Text("(no source)", "dim")
    cue = Text.assemble((printable(record.words(statement.cue)), "italic"))
    if statement.cue_tone and statement.cue_tone != "neutral":
        cue.append(f" ({statement.cue_tone})", _TONE_STYLES[statement.cue_tone])
    parts = [source_part, cue]
    if statement.source and statement.cue < statement.source:
        parts.reverse()
    return Text(" ").join(part for part in parts if part)


def _names(source: str, speaker: Speaker) -> bool:
    return any(printable(name).casefold() in source.casefold() for name in (speaker.name, *speaker.names))


def _outlet(record: Record) -> Iterator[_Paragraph]:
    """What the outlet says itself, and the words it holds at a distance."""
    if stretches := record.outlet_voice:
        yield _BLANK
        title = Text("In the outlet’s own voice", "bold")
        yield _Paragraph(_joined([title, Text(_counted(len(stretches), "stretch", "stretches"), "dim")]))
        for stretch in stretches[:STRETCHES_SHOWN]:
            yield _Paragraph(Text(printable(record.words([stretch]))), _INDENT + 2, "– ")
        if (more := len(stretches) - STRETCHES_SHOWN) > 0:
            yield _Paragraph(Text(f"… and {more} more", "dim"), _INDENT + 2)
    if record.scare_quotes:
        yield _BLANK
        quotes = (Text(printable(record.words([quote]))) for quote in record.scare_quotes)
        yield _Paragraph(Text.assemble(("Scare quotes", "bold"), ": ", _joined(quotes)))


def _outside(spans: Iterable[Span], shown: Iterable[Span]) -> list[Span]:
    """The spans that lie in none of those that are shown anyway."""
    shown = tuple(shown)
    return [span for span in spans if not any(s.start <= span.start and span.end <= s.end for s in shown)]


def _joined(parts: Iterable[Text]) -> Text:
    return Text(" · ").join(parts)


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _shortened(text: str, longest: int) -> str:
    """The text on one line, cut between words with "…" where it is longer."""
    text = printable(text)
    if len(text) <= longest:
        return text
    return (text[: longest - 1].rsplit(" ", 1)[0] or text[: longest - 1]).rstrip(" ,;") + "…"
