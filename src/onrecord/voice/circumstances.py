"""To whom a statement was made, and where: "told *the paper*", "*in an interview with the paper*".

Both are spans of characters, end exclusive, in the sentence of the cue: in the cue, or beside the cue, the
source or the content, never in the content or the source. A venue is a prepositional phrase whose noun
names an occasion of speech or a text ("at a rally in Ohio", "in a letter to the board"), a platform, a
broadcaster or its programme ("on Twitter", "on CNN's “State of the Union”"), a body that one speaks before
("before the committee"), with its preposition and with what belongs to the noun; without a day ("in a
statement Tuesday"). An addressee is a noun phrase without its preposition: the object of a verb that takes
one ("told *them*", "urged *Congress* to"; Levin 1993, 37 and the lexicon's column), or what follows "to"
("said to *her aides*", "in a letter to *the board*"). Where the content holds the addressee (urged |
*Congress to act*), there is none: content is never cut. The nouns are in `data/circumstances.tsv`.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from onrecord.speakers.gazetteer import is_outlet, outlet_openings
from onrecord.statements.assembly import Draft, Span, Spans
from onrecord.voice.cues import verb_group
from onrecord.voice.framing import Mark
from onrecord.voice.noun_phrases import (
    OPENING,
    POSSESSIVES,
    is_people,
    is_somebody,
    is_thing,
    noun_phrase,
    runs_on,
    titled_end,
    tokens,
    words,
)
from onrecord.voice.word_lists import rows

REACH = 220  # characters of a sentence read on either side of the cue
GAP = 40  # characters between cue, source or content and a venue: an adverb, a day, an addressee
_NAME_WORDS = 5  # of a programme's name, at most
# One class of characters in front, so that the search jumps from one of them to the next.
_SENTENCE_END = re.compile(
    r"[.!?\n\r](?:(?<=[\n\r])|(?<=\w[\w%\"”’')].)[.!?]*[\"”’')\]]*(?=\s+[^a-z\s]|\s*$))"
)
_ENDED = re.compile(r"[.!?][\"”’')\]]*$")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|St|Gen|Lt|Col|Rev|Jr|Sr|Prof|vs|No|[A-Z])$"
)
_MARKED_OFF = re.compile(r"[;:()\[\]—–]|\b(?:who|which|that|whose|where|because|while|and|but)\b")
_WORD = re.compile(r"[\w’']+")
_PLACING = frozenset(("in", "at", "on", "to", "by", "via", "through", "over", "during"))  # before a venue
_PLACED = frozenset(("in", "at", "on", "from", "of"))  # before where somebody lives or works


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Whom a statement was made to and where, in the order of the text."""

    addressee: Spans
    venue: Spans


@dataclass(frozen=True, slots=True)
class _Lists:
    venues: dict[str, frozenset[str]]
    platforms: dict[str, frozenset[str]]
    parts: frozenset[str]
    sent: frozenset[str]
    prepositions: frozenset[str]
    periods: frozenset[str]
    numbers: frozenset[str]


@cache
def _lists() -> _Lists:
    found: dict[str, dict[str, frozenset[str]]] = {}
    for kind, word, prepositions in rows("circumstances.tsv"):
        found.setdefault(kind, {})[word] = frozenset(prepositions.split(","))
    kinds = ("part", "sent", "preposition", "period", "number")
    return _Lists(found["venue"], found["platform"], *(frozenset(found[kind]) for kind in kinds))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the sentence in which a venue may stand: anywhere, or near its start or right at its end."""

    start: int
    end: int
    near_start: bool = False
    at_end: bool = False


def circumstances(text: str, draft: Draft, mark: Mark | None) -> Circumstances:
    """To whom the statement was made, and where. `mark`: its marking word, as `framed` finds it."""
    places, named = _venues(text, draft)
    return Circumstances(_addressees(text, draft, mark) or named, places)


def _venues(text: str, draft: Draft) -> tuple[Spans, Spans]:
    """The statement's venues, and to whom the texts and speeches among them went."""
    found: dict[Span, Span | None] = {}
    prepositions = _lists().prepositions
    for stretch in _stretches(text, draft):
        if stretch.end - stretch.start < 5:
            continue
        parts = tokens(text, stretch.start, stretch.end)
        at = 0
        reached = stretch.start
        while at < len(parts):
            if text[slice(*parts[at])].lower() in prepositions:
                end = _venue(text, parts, at)
                if end is not None:
                    span = parts[at][0], parts[end - 1][1]
                    if _is_placed(text, stretch, span, reached):
                        found[span] = _recipient(text, parts, at, end)
                        reached = span[1]
                    at = end
                    continue
            at += 1
    return tuple(sorted(found)), tuple(sorted({to for to in found.values() if to is not None}))


def _recipient(text: str, parts: list[Span], at: int, end: int) -> Span | None:
    """To whom the text or speech of a venue went: in a letter to *the board*."""
    for place in range(at + 2, end - 1):
        sent = text[slice(*parts[place - 1])].lower() in _lists().sent
        if sent and text[slice(*parts[place])] == "to":
            return parts[place + 1][0], parts[noun_phrase(text, parts[:end], place + 1) - 1][1]
    return None


def _is_placed(text: str, stretch: _Stretch, span: Span, reached: int) -> bool:
    """Whether a venue stands where it belongs to the statement, and not to another clause."""
    if not stretch.near_start:
        return True
    gap = text[reached : span[0]]
    if len(gap) <= GAP and not _MARKED_OFF.search(gap):
        return True
    return stretch.at_end and all(
        verb_group().get(word) == "day" or word in _lists().periods or word in ("last", "this", "on")
        for word in _WORD.findall(text[span[1] : stretch.end].lower())
    )


def _addressees(text: str, draft: Draft, mark: Mark | None) -> Spans:
    """Whom the marking word takes: its object, or what follows "to"."""
    if mark is None:
        return ()
    start, after, entry = mark.start, mark.end, mark.entry
    stops = [span[0] for span in draft.content if span[0] >= after]
    stops += [span[0] for span in draft.source if span[0] >= after and not _is_spoken_to(text, draft, span)]
    end = min([_sentence_end(text, after), *stops])
    parts = tokens(text, after, end)
    if entry.addressee == "object" and not _is_passive(text, start):
        at = 0
        while at < len(parts) and verb_group().get(text[slice(*parts[at])].lower()) in ("adverb", "later"):
            at += 1
        last = noun_phrase(text, parts, at)
        if last > at and not is_thing(text, parts, last):
            return ((parts[at][0], parts[_settled(text, parts, at, last) - 1][1]),)
    for at, part in enumerate(parts[:12]):
        word = text[slice(*part)].lower()
        if word in (",", ";", "—", "–") or (word in words().outside and word not in _PLACING):
            break
        if word not in ("to", "at") or (word == "at" and entry.lemma != "tweet"):
            continue
        before = text[slice(*parts[at - 1])].lower() if at else entry.lemma
        if entry.addressee == "-" and before not in _lists().sent:
            continue
        last = noun_phrase(text, parts, at + 1)
        if last > at + 1 and is_somebody(text, parts, at + 1, last):
            return ((parts[at + 1][0], parts[_settled(text, parts, at + 1, last) - 1][1]),)
    return ()


def _is_spoken_to(text: str, draft: Draft, span: Span) -> bool:
    """Whether a part of a source is whom it was said to: *the board* complained to *the maker*."""
    return draft.source[0] != span and text[max(0, span[0] - 4) : span[0]].split() == ["to"]


def _settled(text: str, parts: list[Span], start: int, end: int) -> int:
    """One past the place where those live or work who are told by it: his neighbours *on the crescent*."""
    if end + 1 >= len(parts) or text[slice(*parts[end])] not in _PLACED:
        return end
    if text[slice(*parts[end - 1])] not in words().settled or _venue(text, parts, end) is not None:
        return end
    last = noun_phrase(text, parts, end + 1)
    return last if last > end + 1 else end


def _sentence_end(text: str, start: int) -> int:
    limit = min(len(text), start + REACH)
    for match in _SENTENCE_END.finditer(text, start, limit):
        if match.group()[0] != "." or not _ABBREVIATED.search(text, max(0, match.start() - 6), match.start()):
            return match.end()
    return limit


def _sentence_start(text: str, end: int) -> int:
    limit = max(0, end - REACH)
    start = limit
    for match in _SENTENCE_END.finditer(text, limit, end):
        if match.group()[0] != "." or not _ABBREVIATED.search(text, max(0, match.start() - 6), match.start()):
            start = match.end()
    return start


def _stretches(text: str, draft: Draft) -> list[_Stretch]:
    """The cue, and what of its sentence stands before the source, beside it and after the content."""
    if not draft.cue:
        return []
    found = [_Stretch(start, end) for start, end in draft.cue]
    spans = sorted((*draft.source, *draft.cue, *draft.content))
    starts = [span[0] for span in spans]
    first = min(span[0] for span in (*draft.source, *draft.cue))
    opening = _sentence_start(text, first)
    opening = max([opening, *(end for _, end in spans if end <= first)])
    if opening < first and not any(a < first and opening < b for a, b in draft.content):
        found.append(_Stretch(opening, first, near_start=True, at_end=True))
    for _, end in spans:
        if not any(abs(end - b) < REACH or abs(a - end) < REACH for a, b in draft.cue):
            continue
        if any(a <= end < b for a, b in spans) or _ENDED.search(text, max(0, end - 4), end):
            continue
        following = bisect_left(starts, end)
        until = starts[following] if following < len(starts) else _sentence_end(text, end)
        if end < until and "\n" not in text[end:until]:
            found.append(_Stretch(end, min(until, end + REACH), near_start=True))
    return found


def _venue(text: str, parts: list[Span], at: int) -> int | None:
    """Where the venue that begins with the preposition at a place ends, one past its last token."""
    lists = _lists()
    preposition = text[slice(*parts[at])].lower()
    place = at + 1
    if place >= len(parts):
        return None
    if preposition == "on":
        if text[slice(*parts[place])] in OPENING:
            return titled_end(text, parts, place)
        programme = _programme(text, parts, place)
        if programme is not None:
            return programme
    head = None
    while place < len(parts) and place < at + 10:
        raw = text[slice(*parts[place])]
        word = raw.lower()
        if word == "of" and head is None and not _is_counted(text, parts, at + 1):
            break  # in one of her letters, but not in defence of her letter
        if word in POSSESSIVES or (word == "of" and head is None):
            place += 1
            continue
        if not (raw[0].isalnum() or raw[0] == "@") or word in words().outside or word == "and":
            break
        kind = verb_group().get(word)
        if kind == "day" or (word in lists.periods and head == place - 1):
            break
        two = text[parts[place][0] : parts[place + 1][1]].lower() if place + 1 < len(parts) else ""
        if preposition in lists.platforms.get(two, ()):
            return place + 2
        if preposition in lists.platforms.get(word, ()) and (place == at + 1 or raw[0].isupper()):
            return _broadcast(text, parts, place + 1)
        if preposition in lists.venues.get(word, ()):
            head = place
        elif head is not None and word.endswith("ly"):
            break
        place += 1
    if head is None or head != _last_word(text, parts, place):
        return None
    end = head + 1
    if end < len(parts) and text[slice(*parts[end])].lower() in ("over", "about", "between"):
        return None
    return _with_what_belongs(text, parts, end)


def _is_counted(text: str, parts: list[Span], at: int) -> bool:
    """Whether a phrase opens with a determiner or a number: a series of, one of."""
    word = text[slice(*parts[at])].lower()
    return verb_group().get(word) == "determiner" or word in _lists().numbers


def _programme(text: str, parts: list[Span], at: int) -> int | None:
    """One past a programme that begins at a place: Meet the Press; the Harbour Channel's “Rain Tonight”."""
    raw = text[slice(*parts[at])]
    if raw.lower() in outlet_openings():
        for end in range(min(at + _NAME_WORDS, len(parts)), at + 1, -1):
            last = text[slice(*parts[end - 1])]
            if last[0].isalnum() and is_outlet(text[parts[at][0] : parts[end - 1][1]]):
                return None if _describes(text, parts, end) else _broadcast(text, parts, end)
    place = at + (raw == "the")
    first = place
    while place < len(parts) and text[parts[place][0]].isupper():
        place += 1
    if first < place < len(parts) - 1 and text[slice(*parts[place])] in POSSESSIVES:
        place += 1
        if text[slice(*parts[place])] in OPENING:
            return titled_end(text, parts, place)
    return None


def _describes(text: str, parts: list[Span], end: int) -> bool:
    """Whether a name only describes the noun behind it: on Harbour Post *columns*."""
    word = text[slice(*parts[end])] if end < len(parts) else ""
    if not word.isalpha() or not word.islower() or word in words().outside:
        return False
    return word not in verb_group() and word not in ("and", "of", *_lists().parts)


def _last_word(text: str, parts: list[Span], place: int) -> int:
    place -= 1
    while place >= 0 and not text[parts[place][0]].isalnum():
        place -= 1
    return place


def _broadcast(text: str, parts: list[Span], at: int) -> int:
    """One past the rest of a broadcaster's name and its programme: "Fox *News’ “Hannity”*"."""
    lists = _lists()
    owner: int | None = None
    while at < len(parts):
        raw = text[slice(*parts[at])]
        if raw in OPENING and raw != "’":
            return titled_end(text, parts, at) or at
        if raw in lists.parts:
            return at + 1
        if raw in POSSESSIVES and at + 1 < len(parts):
            owner = at
        elif not (
            (raw[0].isupper() and verb_group().get(raw.lower()) != "day")
            or (owner is not None and runs_on(text, parts, at, owner))
        ):
            break
        at += 1
    return at


def _with_what_belongs(text: str, parts: list[Span], end: int) -> int:
    """One past what belongs to a venue's noun: its title; "with …", "in Ohio", "of the committee"."""
    if end < len(parts) and text[slice(*parts[end])] in OPENING:
        end = titled_end(text, parts, end) or end
    for _ in range(3):
        if end >= len(parts):
            return end
        word = text[slice(*parts[end])].lower()
        after = text[slice(*parts[end + 1])] if end + 1 < len(parts) else ""
        if word == "on" and after:
            deeper = _venue(text, parts, end)
            if deeper is None:
                return end
            end = deeper
            continue
        if word not in ("with", "in", "at", "of", "to", "for", "near", "outside", "from", "by"):
            return end
        if after in OPENING:
            return titled_end(text, parts, end + 1) or end
        last = noun_phrase(text, parts, end + 1)
        if last == end + 1:
            return end
        proper = any(text[parts[n][0]].isupper() for n in range(end + 1, last))
        if word == "to" and not _is_recipient(text, parts, end, last):
            return end
        if word in ("for", "by", "from", "in", "at", "near", "outside") and not proper:
            return end
        end = last
    return end


def _is_recipient(text: str, parts: list[Span], at: int, end: int) -> bool:
    """Whether the phrase after a "to" is whom the noun before it goes to, or a place that one goes to."""
    if is_somebody(text, parts, at + 1, end):
        return True
    opening = text[slice(*parts[at + 1])].lower()
    named = verb_group().get(opening) == "determiner" or is_people(opening)
    return named and text[slice(*parts[at - 1])].lower() in _lists().sent


def _is_passive(text: str, start: int) -> bool:
    """Whether a form of "be" stands before the verb, an adverb at most between: "was *told*"."""
    before = _WORD.findall(text[max(0, start - 30) : start].lower())
    while before and verb_group().get(before[-1]) in ("adverb", "later"):
        before.pop()
    return bool(before) and (verb_group().get(before[-1]) == "be" or before[-1] in ("get", "got", "gets"))
