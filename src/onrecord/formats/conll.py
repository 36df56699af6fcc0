"""Records as CoNLL-U Plus: a word a line, and in columns of their own the statements that it is part of.

    # global.columns = ID FORM MISC ONRECORD:SOURCE ONRECORD:CUE ONRECORD:CONTENT …
    1	Ann	TokenRange=0:3	B-s1	_	_	…
    2	said	TokenRange=4:8	_	B-s1	_	…
    3	Bob	TokenRange=9:12	B-s2	_	B-s1	…

A cell has a value for each span that the word is in, "|" between them: B- where the span begins, I- where it
goes on, with the statement's id; so statements may overlap and nest, and a second B- of the same statement
begins another of its spans. ONRECORD:SPEAKER has the speaker of each value in ONRECORD:CONTENT, "_" where
nobody can tell. Mentions have the speaker's id and their number, "p1:2"; the outlet's voice and scare quotes
have B and I alone. A span may go on in the next sentence. Ids are percent-encoded, an empty one is "%".

TokenRange is in code points of the text, end exclusive. White space that is not one space is in SpacesAfter
(and SpacesBefore, of an article's first word), written \\s, \\t, \\r, \\n as UDPipe does, any other as
\\u and four hexadecimal digits: words and spaces together are the text.
What is no span stands as JSON in the comment `onrecord` of an article's first sentence.
"""

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TextIO
from urllib.parse import quote

from onrecord.formats.losses import told
from onrecord.formats.rest import particulars, rest
from onrecord.record import ROLES, Record, Span
from onrecord.statements.paragraphs import paragraphs
from onrecord.statements.sentences import sentences

CELLS = ("SOURCE", "CUE", "CONTENT", "SPEAKER", "ADDRESSEE", "VENUE", "MENTION", "OUTLET", "SCARE")
COLUMNS = ("ID", "FORM", "MISC", *(f"ONRECORD:{cell}" for cell in CELLS))

_SPACES = re.compile(r"\s+")
_ESCAPES = {" ": r"\s", "\t": r"\t", "\r": r"\r", "\n": r"\n"}
_CLITIC = re.compile(r"(?<=\w)['’](?:[sdm]|re|ve|ll)$", re.I)
_JOINER = "\u200d"
_LOSSES = {
    "article": (
        "{} article has no words and was left out.",
        "{} articles have no words and were left out.",
    ),
    "blank": (
        "{} span is white space alone and was left out.",
        "{} spans are white space alone and were left out.",
    ),
    "cut": (
        "{} span begins or ends inside a word and was widened to the whole of it.",
        "{} spans begin or end inside a word and were widened to the whole of it.",
    ),
    "space": (
        "{} span begins or ends with white space, which was left off.",
        "{} spans begin or end with white space, which was left off.",
    ),
}

_Cells = list[list[str]]


def write_conll(records: Iterable[Record], out: TextIO) -> Sequence[str]:
    """The columns' names, and each article's sentences as it comes; what was lost, in sentences."""
    losses: Counter[str] = Counter()
    out.write(f"# global.columns = {' '.join(COLUMNS)}\n")
    for number, record in enumerate(records, start=1):
        for sentence in _sentences(number, record, losses):
            out.write("".join(f"{line}\n" for line in sentence) + "\n")
    return told(losses, _LOSSES)


def _sentences(number: int, record: Record, losses: Counter[str]) -> Iterator[list[str]]:
    """The lines of each sentence of an article."""
    text = record.article.text
    places = paragraphs(text)
    tokens = [
        (sentence, found) for sentence in sentences(text, places) if (found := _tokens(text, *sentence))
    ]
    flat = [token for _, found in tokens for token in found]
    columns = _columns(record, flat, losses)
    if not flat:
        losses["article"] += 1
        return
    opening = _first_in(places, [sentence for sentence, _ in tokens])
    first = 0
    for place, ((start, end), found) in enumerate(tokens, start=1):
        lines = []
        if place == 1:
            lines += [f"# newdoc id = {_id(record.article.id)}", f"# onrecord = {_comment(record)}"]
        if start in opening:
            lines.append("# newpar")
        lines += [f"# sent_id = {number}.{place}", f"# text = {_SPACES.sub(' ', text[start:end])}"]
        for position, token in enumerate(found, start=1):
            at = first + position - 1
            before = text[: token.start] if at == 0 else ""
            after = text[token.end : flat[at + 1].start if at + 1 < len(flat) else len(text)]
            cells = ("|".join(columns[cell][at]) or "_" for cell in CELLS)
            form = text[token.start : token.end]
            lines.append("\t".join([str(position), form, _misc(token, before, after), *cells]))
        first += len(found)
        yield lines


def _first_in(places: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]]) -> set[int]:
    """Where the sentences begin that are the first of a paragraph."""
    begins = [start for start, _ in found]
    firsts = (bisect_left(begins, start) for start, _ in places)
    return {begins[at] for at in firsts if at < len(begins)}


def _comment(record: Record) -> str:
    """What no column has of the record, as JSON in ASCII: some readers end a line at U+2028."""
    return json.dumps(rest(record) | {"statements": [particulars(one) for one in record.statements]})


def _misc(token: Span, before: str, after: str) -> str:
    parts = [f"TokenRange={token.start}:{token.end}"]
    if not after:
        parts.insert(0, "SpaceAfter=No")
    elif after != " ":
        parts.insert(0, f"SpacesAfter={_escaped(after)}")
    if before:
        parts.insert(0, f"SpacesBefore={_escaped(before)}")
    return "|".join(parts)


def _escaped(space: str) -> str:
    return "".join(_ESCAPES.get(one) or f"\\u{ord(one):04X}" for one in space)


def _id(id: str) -> str:
    if id == "_":
        return "%5F"
    return quote(id, safe="") or "%"


def _columns(record: Record, tokens: Sequence[Span], losses: Counter[str]) -> dict[str, _Cells]:
    """The values of each cell, one list of them a token."""
    columns: dict[str, _Cells] = {cell: [[] for _ in tokens] for cell in CELLS}
    starts, ends = [token.start for token in tokens], [token.end for token in tokens]

    def mark(cell: str, span: Span, label: str) -> range:
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
        if first >= last:
            losses["blank"] += 1
            return range(0)
        losses["cut"] += starts[first] < span.start or ends[last - 1] > span.end
        losses["space"] += starts[first] > span.start or ends[last - 1] < span.end
        for at in range(first, last):
            columns[cell][at].append(("B" if at == first else "I") + label)
        return range(first, last)

    for statement in record.statements:
        for role in ROLES:
            for span in getattr(statement, role):
                for at in mark(role.upper(), span, f"-{_id(statement.id)}"):
                    if role == "content":
                        who = "_" if statement.speaker is None else _id(statement.speaker)
                        columns["SPEAKER"][at].append(who)
    for speaker in record.speakers:
        for number, span in enumerate(speaker.mentions, start=1):
            mark("MENTION", span, f"-{_id(speaker.id)}:{number}")
    for cell, spans in (("OUTLET", record.outlet_voice), ("SCARE", record.scare_quotes)):
        for span in spans:
            mark(cell, span, "")
    return columns


def _tokens(text: str, start: int, end: int) -> list[Span]:
    """The words and marks of a sentence: every character but white space is in one.

    What English writes to a word (Ann’s, we’re) is one of its own, as in treebanks: a mention ends before it.
    An accent stays with the letter before it, and what a joiner joins (👩‍👩‍👧) is one.
    """
    tokens: list[Span] = []
    for match in _token().finditer(text, start, end):
        at = match.start()
        if tokens and tokens[-1].end == at and _goes_on(text[at - 1], text[at]):
            tokens[-1] = Span(tokens[-1].start, match.end())
        elif clitic := _CLITIC.search(text, at, match.end()):
            tokens += (Span(at, clitic.start()), Span(*clitic.span()))
        else:
            tokens.append(Span(at, match.end()))
    return tokens


def _goes_on(before: str, letter: str) -> bool:
    """Whether a character goes on with the word that ends before it, though the pattern ends it there."""
    if unicodedata.category(letter).startswith("M") or _JOINER in (before, letter):
        return True
    return unicodedata.category(before).startswith("M") and letter.isalnum()


@cache
def _token() -> re.Pattern[str]:
    # Imported here: it brings NumPy and the tokenizer, which no other form needs.
    from onrecord.statements.words import COUNTED_WORD

    return re.compile(rf"{COUNTED_WORD.pattern}|\S")
