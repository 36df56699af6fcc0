"""From candidate attributions to statements: spans of characters, conflicts settled, nested ones placed."""

from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.statements.finder import Attribution, Ranges
from onrecord.statements.layout import dash_turns, signed_posts, turns
from onrecord.statements.quotation_marks import Quoted
from onrecord.statements.uncued import uncued_quotations
from onrecord.statements.words import Words

Span = tuple[int, int]
Spans = tuple[Span, ...]

# How sure we are of what a rule found. Set by hand: PolNeAR has next to none of these to calibrate them on.
LAYOUT_CONFIDENCE = 0.9
UNCUED_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in the making: spans of characters, end exclusive.

    `parent` is the position of the enclosing draft in the list. `carried` is the position of the draft whose
    source this one goes on with, for a quotation that has none of its own.
    """

    source: Spans
    cue: Spans
    content: Spans
    confidence: float
    nested: bool = False
    parent: int | None = None
    carried: int | None = None

    @property
    def start(self) -> int:
        return min(spans[0][0] for spans in (self.source, self.cue, self.content) if spans)

    @property
    def end(self) -> int:
        return max(spans[-1][1] for spans in (self.source, self.cue, self.content) if spans)


def assemble(text: str, words: Words, candidates: list[tuple[Attribution, float]]) -> list[Draft]:
    """The statements of a text, in order of where they begin, each after the one that it is nested in.

    candidates: attributions that are to be kept unless they contradict each other, with their confidence.
    """
    drafts = _without_rivals([_draft(text, words, a, sure) for a, sure in candidates])
    drafts = [_ungoverned(draft, words.quoted) for draft in drafts]
    drafts = _laid_out(text, drafts)
    drafts += _uncued(text, words, drafts)
    return _carried(text, words.quoted, _in_order(drafts))


def _draft(text: str, words: Words, attribution: Attribution, confidence: float) -> Draft:
    source, cue, content = (
        _characters(text, words, ranges)
        for ranges in (attribution.source, attribution.cue, attribution.content)
    )
    content = tuple(_with_its_marks(span, words.quoted, (*source, *cue, *content)) for span in content)
    return Draft(source, cue, content, confidence, attribution.nested)


def _with_its_marks(span: Span, quoted: list[Quoted], taken: Spans) -> Span:
    """The span with the marks of a quotation that it holds, and without one whose partner is outside."""
    start, end = span
    for q in quoted:
        if q.end <= start or end <= q.start:
            continue
        if start <= q.inner_start and q.inner_end <= end:
            start, end = min(start, q.start), max(end, q.end)
        elif q.inner_end < end <= q.end and q.start < start:
            end = q.inner_end
        elif q.start <= start < q.inner_start and end < q.end:
            start = q.inner_start
    if start >= end or any(a < end and start < b for a, b in taken if (a, b) != span):
        return span
    return start, end


def _characters(text: str, words: Words, ranges: Ranges) -> Spans:
    return tuple(
        (_whole_abbreviation(text, int(words.start[start])), _whole_mark(text, int(words.end[end - 1])))
        for start, end in ranges
    )


def _whole_abbreviation(text: str, start: int) -> int:
    """Where a dotted abbreviation begins that `start` stands in: the tokenizer takes E.U. for four words."""
    while start >= 2 and text[start - 1] == "." and text[start - 2].isupper() and text[start].isupper():
        if start >= 3 and text[start - 3].isalnum():
            break
        start -= 2
    return start


def _whole_mark(text: str, end: int) -> int:
    """Where a mark is written as two characters (`` and ''), the tokenizer saw only the first."""
    return end + 1 if text[end - 1 : end + 1] in ("``", "''") else end


def _without_rivals(drafts: list[Draft]) -> list[Draft]:
    """Of drafts that share a cue or all spans the surest; of contents that cross, the less sure gives way.

    Those found as nested give way to all others: their finder has learnt from far fewer examples.
    """
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.nested, -d.confidence)):
        if any(_overlap(draft.cue, other.cue) or _same(draft, other) for other in kept):
            continue
        fitted = _beside(draft, kept)
        if fitted is not None:
            kept.append(fitted)
    return kept


def _beside(draft: Draft, kept: list[Draft]) -> Draft | None:
    """The draft with such content as no surer one claims, unless one of the two lies within the other."""
    content = list(draft.content)
    for other in kept:
        if other.end <= draft.start or draft.end <= other.start:
            continue
        if _within(draft, other) or _within(other, draft):
            continue
        claimed = [*other.content, *other.source, *other.cue]
        content = [piece for span in content for piece in _less(span, claimed)]
    if not content:
        return None
    if tuple(content) == draft.content:
        return draft
    left = sum(end - start for start, end in content)
    if left < 0.5 * sum(end - start for start, end in draft.content):
        return None
    return replace(draft, content=tuple(content))


def _less(span: Span, claimed: list[Span]) -> list[Span]:
    """What is left of a span without the claimed ones; a rest of a few characters is no content."""
    pieces = [span]
    for start, end in claimed:
        pieces = [
            piece
            for a, b in pieces
            for piece in ([(a, b)] if end <= a or b <= start else [(a, start), (end, b)])
            if piece[1] - piece[0] > 2
        ]
    return pieces


def _overlap(ours: Spans, theirs: Spans) -> bool:
    return any(a < d and c < b for a, b in ours for c, d in theirs)


def _within(inner: Draft, outer: Draft) -> bool:
    """Whether every span of the inner draft lies within the outer one's content."""
    spans = (*inner.source, *inner.cue, *inner.content)
    return all(any(a <= c and d <= b for a, b in outer.content) for c, d in spans)


def _same(one: Draft, other: Draft) -> bool:
    return (one.source, one.cue, one.content) == (other.source, other.cue, other.content)


def _ungoverned(draft: Draft, quoted: list[Quoted]) -> Draft:
    """The draft without a whole quotation before its cue, where the cue has no subject of its own.

    In “They lost,” adding that … the cue governs what follows; the quotation goes on with an earlier source.
    """
    if draft.source or not draft.cue or len(draft.content) < 2:
        return draft
    cue = draft.cue[0][0]
    whole = {(q.start, q.end) for q in quoted if q.closed and q.depth == 1}
    rest = tuple(span for span in draft.content if span[0] > cue or span not in whole)
    return replace(draft, content=rest) if rest and rest[-1][0] > cue else draft


def _laid_out(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts with the statements that the layout marks; what rivals those is dropped."""
    marked = [*turns(text), *signed_posts(text)]
    cued = [d for d in drafts if d.cue]
    dashes = dash_turns(text)
    if len(dashes) >= 2 and any(
        _overlap(dash.content, d.cue) and not d.nested for dash in dashes for d in cued
    ):
        marked += [dash for dash in dashes if not any(_overlap(dash.content, d.content) for d in cued)]
    if not marked:
        return drafts
    added = [Draft(m.source, m.cue, m.content, LAYOUT_CONFIDENCE) for m in marked]
    kept = [
        d
        for d in drafts
        if all(not _touches(d, a) or (_within(d, a) and d.content != a.content) for a in added)
    ]
    return kept + added


def _touches(one: Draft, other: Draft) -> bool:
    ours = (*one.source, *one.cue, *one.content)
    return _overlap(ours, (*other.source, *other.cue, *other.content))


def _uncued(text: str, words: Words, drafts: list[Draft]) -> list[Draft]:
    statements = [[*d.source, *d.cue, *d.content] for d in drafts]
    return [
        Draft((), (), ((q.start, q.end),), UNCUED_CONFIDENCE)
        for q in uncued_quotations(text, words.quoted, words.paragraphs, statements)
    ]


def _in_order(drafts: list[Draft]) -> list[Draft]:
    """The drafts by where they begin, each nested one pointing to the smallest that holds it.

    One that was found as nested, in a content that did not come to be, is dropped.
    """
    held = [not d.nested or any(_within(d, other) for other in drafts if other is not d) for d in drafts]
    order = [n for n in range(len(drafts)) if held[n]]
    order.sort(key=lambda n: (drafts[n].start, -drafts[n].end, drafts[n].nested))
    placed: list[Draft] = []
    for number in order:
        draft = drafts[number]
        parent = None
        for place, other in enumerate(placed):
            if _within(draft, other) and (parent is None or _size(other) < _size(placed[parent])):
                parent = place
        placed.append(replace(draft, parent=parent))
    return placed


def _size(draft: Draft) -> int:
    return sum(end - start for start, end in draft.content)


def _carried(text: str, quoted: list[Quoted], drafts: list[Draft]) -> list[Draft]:
    """The drafts, those without a source that go on with the one before pointing to it.

    A quotation without source and cue goes on where it follows a quotation's statement in the same paragraph;
    where the paragraph before left its quotation open; or where that one closed with a quoted sentence of a
    known source, and no third quotation follows: turns of a dialogue have other speakers, and so has the
    answer to a question. A cue without a subject (“…,” adding that …) goes on within its sentence. The drafts
    are in order.
    """
    ends = {q.end: q for q in quoted}
    drafts = list(drafts)
    outer = [n for n, d in enumerate(drafts) if d.parent is None]
    bare = [not drafts[n].source and not drafts[n].cue for n in outer]
    for place, (before, here) in enumerate(pairwise(outer), 1):
        draft, last = drafts[here], drafts[before]
        if draft.source or not (last.source or last.carried is not None):
            continue
        between = text[last.end : draft.start]
        ended = ends.get(last.end)
        if draft.cue:
            goes_on = not between.strip(" ,")
        elif not between.strip(" \t."):
            goes_on = any(end in ends for _, end in last.content)
        elif between.strip() or ended is None:
            goes_on = False
        else:
            in_a_row = (
                place + 1 < len(outer)
                and bare[place + 1]
                and not _apart(text, draft, drafts[outer[place + 1]])
            )
            alone = bool(last.source) and not in_a_row
            goes_on = ended.continued or (alone and _is_told_sentence(text, ended))
        if goes_on:
            drafts[here] = replace(draft, carried=before if last.source else last.carried)
    return drafts


def _apart(text: str, one: Draft, other: Draft) -> bool:
    return bool(text[one.end : other.start].strip())


def _is_told_sentence(text: str, stretch: Quoted) -> bool:
    """Whether a quotation is a sentence, and no question."""
    inner = text[stretch.inner_start : stretch.inner_end].strip()
    return inner[:1].isupper() and inner[-1:] in tuple(".!…")
