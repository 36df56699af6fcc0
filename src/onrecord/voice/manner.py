"""Direct, indirect or mixed: how much of a statement's content is its speaker's words in quotation marks.

The convention is that of the labels which it is measured on: words of the content outside the marks, even a
lead-in "that", make it mixed, and so does one word in marks that is the speaker's own. Marks that are not the
speaker's count as none: those of a word held at a distance, of a title, of somebody else's words, and those
of a quotation in which somebody else reports the statement. In “My vet said it was old,” he recalled, the
marks hold his words, not the vet's.
"""

import re
from bisect import bisect_left, bisect_right

from onrecord.record import Manner
from onrecord.statements.assembly import Draft, Span, Spans
from onrecord.statements.quotation_marks import Quoted
from onrecord.statements.words import COUNTED_WORD
from onrecord.voice.marked import purpose

_FIRST_PERSON = re.compile(r"(?:I|[Ww]e|me|us|[Mm]y|[Oo]ur|[Mm]yself|[Oo]urselves)\b(?:['’]\w+)?")
_PRONOUN = re.compile(r"(?:he|his|she|her|they|their|it|its|I|my|we|our|who|whose|that|which)", re.I)


def manners(
    text: str,
    quoted: list[Quoted],
    paragraphs: list[Span],
    drafts: list[Draft],
    scare_quotes: Spans = (),
) -> list[Manner]:
    """The manner of each draft, in order.

    quoted, paragraphs: as in `Words`; scare_quotes: the words held at a distance, with their marks.
    """
    apart = {start for start, _ in scare_quotes}
    starts = [q.start for q in quoted]
    longest = max((q.end - q.start for q in quoted), default=0)
    children: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.parent is not None:
            children.setdefault(draft.parent, []).append(draft)
    found: list[Manner] = []
    for number, draft in enumerate(drafts):
        low = bisect_left(starts, draft.start - longest)
        near = quoted[low : bisect_right(starts, draft.end)]
        own = [q for q in near if not _is_anothers_voice(text, draft, q)]
        how = manner(text, draft.content, own)
        if how == "mixed":
            nested = children.get(number, [])
            own = [
                q
                for q in own
                if q.start not in apart and not _holds_none_of_his(text, draft, q, paragraphs, nested)
            ]
            how = manner(text, draft.content, own)
        found.append(how)
    return found


def manner(text: str, content: Spans, marked: list[Quoted]) -> Manner:
    """direct: all the content's words stand in the stretches `marked`; indirect: none do; mixed: some do."""
    inside = outside = False
    for start, end in content:
        stretches = [q for q in marked if q.inner_start < end and start < q.inner_end]
        for word in COUNTED_WORD.finditer(text, start, end):
            first, last = word.span()
            if any(q.inner_start <= first and last <= q.inner_end for q in stretches):
                inside = True
            else:
                outside = True
            if outside and (inside or not stretches):
                break  # whatever follows changes nothing
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _is_anothers_voice(text: str, draft: Draft, q: Quoted) -> bool:
    """Whether the marks hold the statement's source or cue as well: then they are those of who reports it.

    What a speaker says of himself (“I told her that …”) stays his; and a mark that is never closed takes in
    the source and cue behind the words by accident.
    """
    around = draft.source or draft.cue
    if not around or not all(q.start <= start and end <= q.end for start, end in around):
        return False
    if not q.closed and not q.continued and draft.content and draft.content[0][0] <= q.inner_start:
        return False
    if any(_FIRST_PERSON.fullmatch(text, start, end) for start, end in draft.source):
        return False
    return any(q.start < end and start < q.end for start, end in draft.content)


def _holds_none_of_his(
    text: str, draft: Draft, q: Quoted, paragraphs: list[Span], nested: list[Draft]
) -> bool:
    """Whether the marks hold a title, a word at a distance or somebody else's word, not the speaker's own.

    Where the content itself opens with "the words" or "the term", those in marks are what is said. What the
    statement's own cue calls by a name or a word is the speaker's.
    """
    holding = [start for start, end in draft.content if start <= q.start and q.end <= end]
    if not holding:
        return False
    cued = max((end for _, end in (*draft.source, *draft.cue) if end <= q.start), default=0)
    use = purpose(text, q, paragraphs, cued)
    if use == "word" and len(COUNTED_WORD.findall(text, holding[0], q.start)) <= 2:
        return any(_claims(text, child, q) for child in nested)
    return use != "speech" or any(_claims(text, child, q) for child in nested)


def _claims(text: str, child: Draft, q: Quoted) -> bool:
    """Whether the words in marks are those of a nested statement whose source is not a pronoun."""
    if not child.source or any(_PRONOUN.fullmatch(text, start, end) for start, end in child.source):
        return False
    return any(start <= q.start and q.end <= end for start, end in child.content)
