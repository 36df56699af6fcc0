"""What the outlet says itself: the clauses that no statement takes in.

What lies in a statement's source, cue and content is the statement's, and so is what stands between its
source and its cue. Of what is left of a sentence, those stretches count that are clauses with a subject and a
finite verb: main, coordinated and subordinate ones, and relative ones after a comma. They are trimmed of the
conjunctions and marks at their edges; a sentence without any statement is kept whole, without its last stop.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import inf

from onrecord.statements.assembly import Draft, Span, Spans
from onrecord.statements.quotation_marks import Quoted
from onrecord.statements.sentences import sentences
from onrecord.statements.words import COUNTED_WORD, Words
from onrecord.voice.clauses import (
    Kind,
    Token,
    clause_verb,
    is_adverb,
    is_clause,
    is_finite,
    may_be_clause,
    only_joins,
    only_participle,
    opens_subordinate,
    phrases,
    tokens,
)

_QUOTED_WORDS = 6  # marks around so many words hold somebody's words; around fewer, a title or a term
_GAP = 200  # characters between a source and its cue that still belong to their statement
_STOPS = " \t\xa0\n\r.!…,;:—–-*_"
_AGENCY = r"\((?:AP|UPI|AFP|CNN|Reuters|REUTERS)\)[ ]*"
_DATELINE = re.compile(
    r"[ \t]*(?:[A-Z][A-Z.’'-]+(?:[ /][A-Z][A-Z.’'-]+)*(?:,[ ][A-Z][^—–()\n]{0,28}?)?[ ]*"
    rf"(?:\([A-Z][\w. ]{{1,30}}\)[ ]*)?|(?:[A-Z][\w .,’'-]{{1,40}}[ ])?{_AGENCY})(?:—|–|--?)[ ]*(?=\S)"
)
_ABBREVIATION = re.compile(r"\W?[A-Za-z]\.[A-Za-z]\.")
_MARKUP = re.compile(r"[{}<>]|https?://|&\w+;|\w+=\"")
_ASIDE = re.compile(r"\([^()\n]{8,160}\)")
_KEPT = frozenset(("”", '"', "'", "’", ")", "]", "%", "so"))
_SPLIT_AT = frozenset(("and", "but", "or", "nor"))
_LEFT_OPEN = frozenset(("as", "while", "after", "before", "though", "although", "which"))


def outlet_voice(text: str, words: Words, drafts: list[Draft], bounds: list[Span] | None = None) -> Spans:
    """The stretches that the outlet asserts itself, character offsets with the end exclusive, in order.

    bounds: the text's sentences, worked out where they are not given. Questions, orders to the reader,
    bylines, headings without a verb and the like assert nothing and are left out.
    """
    bounds = sentences(text, words.paragraphs) if bounds is None else bounds
    taken = _taken(text, words, drafts, bounds)
    starts = [start for start, _ in taken]
    found: list[Span] = []
    for start, end in bounds:
        low, high = bisect_right(starts, start), bisect_left(starts, end)
        if low and taken[low - 1][1] > start:
            low -= 1
        inside = taken[low:high]
        if not inside:
            whole = _whole(text, start, end)
            if whole is not None:
                found.append(whole)
        elif not _is_question(text, end, inside):
            found += _left(text, start, end, inside)
    return tuple(_with_whole_marks(span, words.quoted) for span in found)


def _with_whole_marks(span: Span, quoted: list[Quoted]) -> Span:
    """The span with the last mark of a quotation whose words it holds, without one that it only begins."""
    start, end = span
    place = bisect_left(quoted, start, key=lambda q: q.start)
    for q in quoted[place:]:
        if q.start >= end:
            break
        if q.end > end and q.inner_end - end <= 1:
            return start, q.end
        if start + 3 < q.start and q.inner_end > end:
            return start, q.start - 1
    return span


def _taken(text: str, words: Words, drafts: list[Draft], bounds: list[Span]) -> list[Span]:
    """What is no outlet's word: the statements, with their gaps, and long quotations that none takes in."""
    spans: list[Span] = []
    for draft in drafts:
        if draft.parent is not None or _is_outlets(text, draft, words.quoted):
            continue
        source = [piece for span in draft.source for piece in _without_asides(text, span)]
        parts = sorted((*source, *draft.cue, *draft.content))
        spans += parts
        named = {*source, *draft.cue}
        for (left, end), (start, right) in pairwise(parts):
            joined = (left, end) in named and (start, right) in named and 0 < start - end <= _GAP
            joined = joined and not _ASIDE.fullmatch(text, end, start)
            if joined and _same_sentence(bounds, end, start):
                spans.append((end, start))
    spans += [
        (q.start, q.end)
        for q in words.quoted
        if q.depth == 1 and len(COUNTED_WORD.findall(text, q.start, q.end)) >= _QUOTED_WORDS
    ]
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without_asides(text: str, span: Span) -> list[Span]:
    """A source in pieces, without the clauses in brackets that the outlet puts in: Voss (she is 90)."""
    pieces = []
    at, end = span
    for match in _ASIDE.finditer(text, at, end):
        if at < match.start() and is_clause(tokens(text, match.start() + 1, match.end() - 1), strict=True):
            pieces.append((at, match.start()))
            at = match.end()
    return [*pieces, (at, end)] if at < end else pieces


def _is_outlets(text: str, draft: Draft, quoted: list[Quoted]) -> bool:
    """Whether the outlet itself asserts what a statement says: a deed without words, or what has no source.

    "The ministry snubbed the offer" tells what somebody did; "is widely expected to win" has no source and no
    word of speaking.
    """
    if not draft.cue or draft.carried is not None or _holds_marks(draft.content, quoted):
        return False
    cue = {word for start, end in draft.cue for word in COUNTED_WORD.findall(text[start:end].lower())}
    if not draft.source:
        return cue.isdisjoint(phrases("speaking"))
    opening = text[draft.content[0][0] : draft.content[0][0] + 5].lower()
    done = not cue.isdisjoint(phrases("deed")) and cue.isdisjoint(phrases("modal"))
    return done and not opening.startswith("that ")


def _holds_marks(content: Spans, quoted: list[Quoted]) -> bool:
    for start, end in content:
        place = bisect_left(quoted, start, key=lambda q: q.end)
        if any(q.start < end for q in quoted[place : place + 1]):
            return True
    return False


def _same_sentence(bounds: list[Span], one: int, other: int) -> bool:
    return bisect_right(bounds, (one - 1, inf)) == bisect_right(bounds, (other, inf))


def _is_question(text: str, end: int, inside: list[Span]) -> bool:
    """Whether the sentence that ends at `end` is a question of the outlet's, not one in a quotation."""
    return "?" in text[end - 3 : end] and inside[-1][1] < end - 1


def _whole(text: str, start: int, end: int) -> Span | None:
    """A sentence without a statement, as far as it asserts something: without dateline and last stop."""
    if "?" in text[end - 3 : end]:
        return None
    dateline = _DATELINE.match(text, start, end)
    if dateline:
        start = dateline.end()
    if _MARKUP.search(text, start, end) or _is_furniture(text[start : min(end, start + 160)]):
        return None
    found = tokens(text, start, end)
    letters = [token for token in found if not token.kind & Kind.PUNCTUATION]
    if len(letters) < 2 or (letters[0].word in phrases("imperative") and _is_order(letters)):
        return None
    capitals = sum(bool(token.kind & Kind.CAPITAL) for token in letters)
    titled = 2 * capitals > len(letters)
    verb = clause_verb(found, titled)
    if verb is None:
        stopped = text[max(start, end - 2) : end].rstrip(")”\"'’").endswith((".", "!"))
        if titled or not stopped or len(letters) < 5 or not may_be_clause(found):
            return None
    elif _is_saying(found, verb):
        return None
    return _trimmed(text, start, end)


def _is_saying(found: Sequence[Token], verb: int) -> bool:
    """Whether the clause tells what somebody says: then it has a source, though no statement was found.

    "Voss said", and "Voss is alleged to have", "has been accused of", which leave it out.
    """
    if found[verb].word in phrases("saying"):
        return True
    auxiliary = Kind.BE | Kind.HAVE | Kind.BE_OTHER | Kind.CONTRACTED
    passive = False
    while verb < len(found) and (found[verb].kind & (auxiliary | Kind.MODAL) or is_adverb(found[verb])):
        passive |= bool(found[verb].kind & (Kind.BE | Kind.BE_OTHER | Kind.CONTRACTED))
        verb += 1
    if not passive or verb >= len(found) or found[verb].word not in phrases("hearsay"):
        return False
    return verb + 1 < len(found) and found[verb + 1].word in ("of", "to", "that", "by", "as")


def _is_order(letters: Sequence[Token]) -> bool:
    following = letters[1].kind
    return (
        not following & (Kind.BE | Kind.HAVE | Kind.MODAL | Kind.THIRD) and not following & Kind.COORDINATOR
    )


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|\b)(?:" + "|".join(re.escape(p) for p in sorted(phrases("furniture"))) + r")(?:\b|$|(?<=\W))"
    )


def _is_furniture(words: str) -> bool:
    """Whether the words are a page's own: links, credits, captions' marks."""
    return _furniture().search(words.lower()) is not None


def _left(text: str, start: int, end: int, inside: list[Span]) -> list[Span]:
    """The clauses of a sentence outside the stretches `inside`, which overlap it."""
    found = []
    at = start
    for low, high in [*inside, (end, end)]:
        if low - at > 4:
            span = _clause(text, at, min(low, end), at == start, low >= end)
            if span is not None:
                found.append(span)
        at = max(at, high)
    return found


def _clause(text: str, start: int, end: int, first: bool, last: bool) -> Span | None:
    """The clauses within text[start:end], which is what is left between statements, or None.

    first, last: whether the sentence begins and ends here. A part that touches a statement without a mark or
    a conjunction between is the statement's own: its subject, its auxiliary, when it was said.
    """
    if first:
        dateline = _DATELINE.match(text, start, end)
        start = dateline.end() if dateline else start
    parts = _parts(tokens(text, start, end))
    coordinated = first and not last and _is_coordinated(parts)
    if not last:
        parts = _without_lead_out(parts)
    if not first:
        parts = _without_lead_in(parts)
    while parts:
        joined = _from_clause(parts) if first else [token for part in parts for token in part]
        verb = clause_verb(joined, strict=not first)
        if verb is None and coordinated:
            verb = only_participle(joined)
        if verb is not None:
            if _is_saying(joined, verb) or (first and _is_participial(joined, verb)):
                return None
            span = _span(joined if last else _closed(joined))
            return None if span is None or _MARKUP.search(text, *span) else _trimmed(text, *span)
        if first:
            return None
        parts = parts[1:]
    return None


def _is_coordinated(parts: list[list[Token]]) -> bool:
    """Whether an "and" behind a comma leads on: what stands before is a clause, as what follows is."""
    if len(parts) != 2 or parts[0][0].kind & Kind.PREPOSITION:
        return False
    return [token.word for token in parts[1]] in ([",", "and"], [",", "but"], [",", "so"])


def _is_participial(found: list[Token], verb: int) -> bool:
    """Whether the verb is within a phrase about the statement's subject: Smiling as it rained, she said."""
    if any(token.word == "," for token in found[:verb]):
        return False
    opening = found[1 if found[0].kind & Kind.PREPOSITION and len(found) > 1 else 0].word
    return len(opening) > 5 and opening.endswith("ing")


def _closed(found: list[Token]) -> list[Token]:
    """The tokens without a clause at the end that only the statement which follows completes.

    None are left where the clause itself then ends with its linking verb: The truth is that | she said …
    """
    verb = clause_verb(found)
    if verb is None:
        return found
    openers = [n for n in range(verb + 1, len(found)) if _opens_clause(found[n], len(found) - n <= 2)]
    cut = len(found)
    if openers and not any(is_finite(found, n) for n in range(openers[-1] + 1, len(found))):
        cut = openers[-1]
    while (
        cut > verb + 1
        and (found[cut - 1].word in phrases("dangling") or found[cut - 1].kind & Kind.BREAK)
        and found[cut - 1].word not in _KEPT
    ):
        cut -= 1
    last, before = found[cut - 1].kind, found[cut - 2].kind
    half_a_phrase = before & Kind.DETERMINER and last & (Kind.PARTICIPLE | Kind.PAST_OR_PARTICIPLE)
    if last & Kind.BE or half_a_phrase or (found[verb].kind & Kind.CONTRACTED and cut - verb <= 2):
        return []
    return found[:cut]


def _parts(found: list[Token]) -> list[list[Token]]:
    """The tokens in parts that begin at punctuation between clauses and at coordinators."""
    parts: list[list[Token]] = []
    for token in found:
        after_mark = bool(parts) and parts[-1][-1].kind & Kind.BREAK
        opens = token.kind & Kind.BREAK or (token.word in _SPLIT_AT and not after_mark)
        if not parts or (opens and not (after_mark and token.kind & Kind.BREAK)):
            parts.append([])
        parts[-1].append(token)
    return parts


def _without_lead_out(parts: list[list[Token]]) -> list[list[Token]]:
    """The parts without those at the end that lead over to the statement which follows.

    A part that touches the statement holds its subject or its auxiliary; but a subordinator in it may open
    the statement's clause after one of the outlet's: the crowd cheered when | she said …
    """
    if parts and not parts[-1][-1].kind & Kind.PUNCTUATION:
        last = parts[-1]
        cut = max((n for n, token in enumerate(last) if n and _opens_clause(token, True)), default=0)
        parts = [*parts[:-1], last[:cut]] if cut else parts[:-1]
    while len(parts) > 1 and _leads_on(_bare(parts[-1])):
        parts = parts[:-1]
    return parts


def _opens_clause(token: Token, near_end: bool) -> bool:
    """Whether a word opens a clause; those that are prepositions as well (as, after) only near the end."""
    if token.word in ("so", "than"):
        return False
    if token.kind & Kind.PREPOSITION and not near_end:
        return False
    return bool(token.kind & (Kind.SUBORDINATOR | Kind.UNASSERTED | Kind.RELATIVE))


def _leads_on(bare: list[Token]) -> bool:
    """Whether a part says nothing yet of its own: however; and on Tuesday."""
    aside = Kind.CONNECTIVE | Kind.COORDINATOR
    rest = [token for token in bare if not (token.kind & aside or token.kind == Kind.ADVERB)]
    if not rest:
        return True
    if not bare[0].kind & Kind.COORDINATOR or is_clause(bare):
        return False
    return bool(rest[0].kind & (Kind.PREPOSITION | Kind.SUBORDINATOR))


def _bare(part: list[Token]) -> list[Token]:
    return [token for token in part if not token.kind & Kind.PUNCTUATION]


def _without_lead_in(parts: list[list[Token]]) -> list[list[Token]]:
    """The parts without those at the front that belong to the statement before."""
    if not parts:
        return parts
    opening = parts[0][0]
    if not opening.kind & Kind.PUNCTUATION and opening.word not in _LEFT_OPEN:
        parts = parts[1:]
    while parts:
        bare = _bare(parts[0])
        head = next((token for token in bare if not token.kind & Kind.COORDINATOR), None)
        if head is not None and head.word == "that" and not is_clause(bare[1:], strict=True):
            return []
        if head is not None and is_clause(bare, strict=True):
            break
        if head is not None and head.kind & Kind.CLAUSE_RELATIVE and is_clause([t for p in parts for t in p]):
            break
        parts = parts[1:]
    return parts


def _from_clause(parts: list[list[Token]]) -> list[Token]:
    """The tokens of the parts, from where a subordinate clause follows a phrase: In June, as it rained.

    Or a relative one: At the slipway, where the barge was built.
    """
    if len(parts) > 1 and parts[0][0].kind & Kind.PREPOSITION and not is_clause(_bare(parts[0])):
        bare = _bare(parts[1])
        joins = bare and (opens_subordinate(bare, 0) or bare[0].kind & Kind.CLAUSE_RELATIVE)
        if joins and is_clause(bare):
            parts = parts[1:]
    return [token for part in parts for token in part]


def _span(found: list[Token]) -> Span | None:
    """Where the clauses run, without the conjunctions, connective adverbs and marks at their edges."""
    low, high = 0, len(found)
    while low < high and (opens_subordinate(found, low) or _is_edge(found, low)):
        low += 1
    while high > low and _is_edge(found, high - 1) and found[high - 1].word not in _KEPT:
        high -= 1
    return (found[low].start, found[high - 1].end) if low < high else None


def _is_edge(found: Sequence[Token], place: int) -> bool:
    return only_joins(found, place) and found[place].kind != Kind.ADVERB


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space and marks at its edges, save a quotation's."""
    while start < end and text[start] in _STOPS + "•●▪◦■~":
        start += 1
    while (
        end > start
        and text[end - 1] in _STOPS
        and not _ABBREVIATION.fullmatch(text, max(start, end - 4), end)
    ):
        end -= 1
    return (start, end) if end - start > 3 else None
