"""To whom a statement was made, and where: "told *the paper*", "*in an interview with the paper*".

Both are spans of characters, end exclusive, in the sentence of the cue: in the cue, or beside the cue, the
source or the content, never in the content or the source. A venue is a prepositional phrase whose noun
names an occasion of speech or a text ("at a rally in Ohio", "in a letter to the board"), a platform or a
broadcaster ("on Twitter", "on CNN's “State of the Union”"), a body that one speaks before ("before the
committee"), with its preposition and with what belongs to the noun; without a day ("in a statement
Tuesday"). An addressee is a noun phrase without its preposition: the object of a verb that takes one ("told
*them*", "urged *Congress* to"; Levin 1993, 37 and the lexicon's column), or what follows "to" ("said to
*her aides*", "in a letter to *the board*"). Where the content holds the addressee (urged | *Congress to
act*), there is none: content is never cut. The nouns are in `data/circumstances.tsv`. There is no parser: a
phrase ends at the first word that no such phrase has.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from onrecord.statements.assembly import Draft, Span, Spans
from onrecord.voice.cues import rows, verb_group
from onrecord.voice.framing import marking_word

REACH = 220  # characters of a sentence read on either side of the cue
GAP = 40  # characters between cue, source or content and a venue: an adverb, a day, an addressee
_SENTENCE_END = re.compile(r"(?<=\w[\w%\"”’')])[.!?]+[\"”’')\]]*(?=\s+[^a-z\s]|\s*$)|[\n\r]")
_ENDED = re.compile(r"[.!?][\"”’')\]]*$")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|St|Gen|Lt|Col|Rev|Jr|Sr|Prof|vs|No|[A-Z])$"
)
_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|St|Gen|Lt|Col|Rev|Prof)\.|(?:[A-Z]\.){2,}|[A-Z]\.(?=\s[A-Z])"
    r"|['’]s\b|''|``|@\w+|[^\W_]+(?:[-&][^\W_]+)*|\S"
)
_OPENING, _CLOSING = frozenset(("“", '"', "''", "``", "‘")), frozenset(("”", '"', "''", "’"))
_MARKED_OFF = re.compile(r"[;:()\[\]—–]|\b(?:who|which|that|whose|where|because|while|and|but)\b")


@dataclass(frozen=True, slots=True)
class _Lists:
    venues: dict[str, frozenset[str]]
    platforms: dict[str, frozenset[str]]
    people: frozenset[str]
    things: frozenset[str]
    parts: frozenset[str]
    outside: frozenset[str]  # words that no noun phrase goes past
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    periods: frozenset[str]


@cache
def _lists() -> _Lists:
    found: dict[str, dict[str, frozenset[str]]] = {}
    for kind, word, prepositions in rows("circumstances.tsv"):
        of_kind = found.setdefault(kind, {})
        of_kind[word] = of_kind.get(word, frozenset()) | frozenset(prepositions.split(","))
    kinds = ("people", "thing", "part", "outside", "pronoun", "preposition", "period")
    return _Lists(found["venue"], found["platform"], *(frozenset(found[kind]) for kind in kinds))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the sentence in which a venue may stand: anywhere, or near its start or right at its end."""

    start: int
    end: int
    near_start: bool = False
    at_end: bool = False


def venues(text: str, draft: Draft) -> Spans:
    """Where the statement was made: the spans of prepositional phrases, in order."""
    found: list[Span] = []
    for stretch in _stretches(text, draft):
        tokens = _tokens(text, stretch.start, stretch.end)
        at = 0
        reached = stretch.start
        while at < len(tokens):
            if text[slice(*tokens[at])].lower() in _lists().prepositions:
                end = _venue(text, tokens, at)
                if end is not None:
                    span = tokens[at][0], tokens[end - 1][1]
                    if _is_placed(text, stretch, span, reached):
                        found.append(span)
                        reached = span[1]
                    at = end
                    continue
            at += 1
    return tuple(sorted(set(found)))


def _is_placed(text: str, stretch: _Stretch, span: Span, reached: int) -> bool:
    """Whether a venue stands where it belongs to the statement, and not to another clause."""
    if not stretch.near_start:
        return True
    gap = text[reached : span[0]]
    if len(gap) <= GAP and not _MARKED_OFF.search(gap):
        return True
    return stretch.at_end and all(
        verb_group().get(word) == "day" or word in _lists().periods or word in ("last", "this", "on")
        for word in re.findall(r"[\w’']+", text[span[1] : stretch.end].lower())
    )


def addressees(text: str, draft: Draft) -> Spans:
    """To whom the statement was made: the spans of noun phrases, in order."""
    marked = marking_word(text, draft)
    if marked is None:
        return ()
    start, after, entry = marked
    content = [span[0] for span in draft.content if span[0] >= after]
    stops = [*content, *(span[0] for span in draft.source if span[0] >= after)]
    end = min([_sentence_end(text, after), *stops])
    tokens = _tokens(text, after, end)
    if entry.addressee == "object" and not _is_passive(text, start):
        at = 0
        while at < len(tokens) and verb_group().get(text[slice(*tokens[at])].lower()) in ("adverb", "later"):
            at += 1
        last = _noun_phrase(text, tokens, at)
        if last > at and not _is_thing(text, tokens, at, last):
            return ((tokens[at][0], tokens[last - 1][1]),)
    if entry.addressee == "-" and entry.role != "says":
        return ()
    if entry.addressee == "-" and not any(
        text[slice(*token)].lower() in ("letter", "message", "email", "memo", "speech")
        for token in tokens[:6]
    ):
        return ()
    for at, token in enumerate(tokens[:12]):
        word = text[slice(*token)].lower()
        if word in (",", ";", "—", "–", "who", "which", "that"):
            break
        if word not in ("to", "at") or (word == "at" and entry.lemma != "tweet"):
            continue
        last = _noun_phrase(text, tokens, at + 1)
        if last > at + 1 and _is_somebody(text, tokens, at + 1, last):
            return ((tokens[at + 1][0], tokens[last - 1][1]),)
    return ()


def _tokens(text: str, start: int, end: int) -> list[Span]:
    return [match.span() for match in _TOKEN.finditer(text, start, end)]


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
        following = bisect_left(starts, end)
        until = starts[following] if following < len(starts) else _sentence_end(text, end)
        if _ENDED.search(text, max(0, end - 4), end):
            continue
        near = any(abs(end - b) < REACH or abs(a - end) < REACH for a, b in draft.cue)
        if end < until and near and not any(a <= end < b for a, b in spans) and "\n" not in text[end:until]:
            found.append(_Stretch(end, min(until, end + REACH), near_start=True))
    return found


def _venue(text: str, tokens: list[Span], at: int) -> int | None:
    """Where the venue that begins with the preposition at a place ends, one past its last token."""
    lists = _lists()
    preposition = text[slice(*tokens[at])].lower()
    place = at + 1
    if place >= len(tokens):
        return None
    if preposition == "on" and text[slice(*tokens[place])] in _OPENING:
        return _title(text, tokens, place)
    head = None
    while place < len(tokens) and place < at + 10:
        raw = text[slice(*tokens[place])]
        word = raw.lower()
        if word in ("'s", "’s", "’", "'") or (word == "of" and head is None):
            place += 1
            continue
        if not (raw[0].isalnum() or raw[0] == "@") or word in _lists().outside or word == "and":
            break
        kind = verb_group().get(word)
        if kind == "day" or (word in _lists().periods and head == place - 1):
            break
        two = text[tokens[place][0] : tokens[place + 1][1]].lower() if place + 1 < len(tokens) else ""
        if preposition in lists.platforms.get(two, ()):
            return place + 2
        if preposition in lists.platforms.get(word, ()) and (place == at + 1 or raw[0].isupper()):
            return _broadcast(text, tokens, place + 1)
        if preposition in lists.venues.get(word, ()):
            head = place
        elif head is not None and word.endswith("ly"):
            break
        place += 1
    if head is None or head != _last_word(text, tokens, place):
        return None
    end = head + 1
    if end < len(tokens) and text[slice(*tokens[end])].lower() in ("over", "about", "between"):
        return None
    return _with_what_belongs(text, tokens, end)


def _last_word(text: str, tokens: list[Span], place: int) -> int:
    place -= 1
    while place >= 0 and not text[tokens[place][0]].isalnum():
        place -= 1
    return place


def _title(text: str, tokens: list[Span], at: int) -> int | None:
    """One past the closing mark of a title in quotation marks of up to six words; None where it is none."""
    if at + 1 >= len(tokens) or not (text[tokens[at + 1][0]].isupper() or text[tokens[at + 1][0]].isdigit()):
        return None
    for place in range(at + 2, min(at + 9, len(tokens))):
        if text[slice(*tokens[place])] in _CLOSING:
            return place + 1
    return None


def _broadcast(text: str, tokens: list[Span], at: int) -> int:
    """One past the rest of a broadcaster's name and its programme: "Fox *News’ “Hannity”*"."""
    lists = _lists()
    while at < len(tokens):
        raw = text[slice(*tokens[at])]
        if raw in _OPENING and raw != "’":
            return _title(text, tokens, at) or at
        if raw in lists.parts:
            return at + 1
        possessive = raw in ("'s", "’s", "’", "'") and at + 1 < len(tokens)
        if possessive or (raw[0].isupper() and verb_group().get(raw.lower()) != "day"):
            at += 1
            continue
        break
    return at


def _with_what_belongs(text: str, tokens: list[Span], end: int) -> int:
    """One past the phrases that belong to a venue's noun: "with …", "in Ohio", "of the committee"."""
    for _ in range(3):
        if end >= len(tokens):
            return end
        word = text[slice(*tokens[end])].lower()
        after = text[slice(*tokens[end + 1])] if end + 1 < len(tokens) else ""
        if word == "on" and after:
            deeper = _venue(text, tokens, end)
            if deeper is None:
                return end
            end = deeper
            continue
        if word not in ("with", "in", "at", "of", "to", "for", "near", "outside", "from", "by"):
            return end
        last = _noun_phrase(text, tokens, end + 1)
        if last == end + 1:
            return end
        proper = any(text[tokens[n][0]].isupper() for n in range(end + 1, last))
        if word == "to" and not _is_somebody(text, tokens, end + 1, last):
            return end
        if word in ("for", "by", "from", "in", "at", "near", "outside") and not proper:
            return end
        end = last
    return end


def _noun_phrase(text: str, tokens: list[Span], at: int) -> int:
    """One past the noun phrase that begins at a place; `at` itself where none does."""
    place = at
    nouns = 0
    while place < len(tokens) and place < at + 12:
        raw = text[slice(*tokens[place])]
        word = raw.lower()
        kind = verb_group().get(word) if not (raw.isupper() and len(raw) > 3) else None
        if word in ("'s", "’s") or (raw in ("’", "'") and nouns and text[tokens[place][0] - 1] == "s"):
            place += 1
            continue
        if raw in _OPENING and nouns and text[tokens[place - 1][0]] in "'’":
            closed = _title(text, tokens, place)
            return closed if closed else place
        if word in ("and", "of", "&"):
            nextly = text[slice(*tokens[place + 1])] if place + 1 < len(tokens) else ""
            more = nextly[:1].isupper() or verb_group().get(nextly.lower()) == "determiner"
            more = (
                more
                or (word == "of" and nextly[:1].isalpha())
                or (word == "and" and nextly in _lists().people)
            )
            if nouns and more:
                place += 1
                continue
            break
        if not (raw[0].isalnum() or raw[0] in "@$"):
            break
        if place == at and word in _lists().pronouns:
            following = text[slice(*tokens[at + 1])] if at + 1 < len(tokens) else ""
            if word != "her" or not following[:1].isalpha() or following.lower() in _lists().outside:
                return at + 1
        if (word in _lists().outside) or kind in ("day", "be", "have", "do", "modal", "not"):
            break
        if kind in ("adverb", "later") and raw.islower() and word not in ("early", "late", "well"):
            break
        if (
            word.endswith("ly")
            and raw.islower()
            and word not in ("family", "assembly", "early", "weekly", "daily")
        ):
            break
        if (
            raw.islower()
            and word.endswith("ing")
            and nouns
            and word not in ("meeting", "gathering", "hearing")
        ):
            break
        if kind != "determiner":
            nouns += 1
        elif nouns and text[slice(*tokens[place - 1])] not in ("of", "and", "&"):
            break
        place += 1
    while place > at and text[slice(*tokens[place - 1])] in ("'s", "’s", "’", "'", "of", "and", "&"):
        place -= 1
    return place if nouns else at


def _is_thing(text: str, tokens: list[Span], start: int, end: int) -> bool:
    return text[slice(*tokens[end - 1])].lower() in _lists().things


def _is_somebody(text: str, tokens: list[Span], start: int, end: int) -> bool:
    """Whether a noun phrase after "to" names somebody: a name, a pronoun or a noun for people."""
    words = [text[slice(*tokens[n])] for n in range(start, end)]
    if words[0].lower() in _lists().pronouns or words[0].startswith("@") or words[-1] in _CLOSING:
        return True
    possessive = any(word in ("'s", "’s", "’", "'") for word in words)
    if words[-1][0].isupper() or (words[0][0].isupper() and not possessive):
        return True
    head = words[-1]
    if "of" in words:
        head = words[words.index("of") - 1]
    return head.lower() in _lists().people


def _is_passive(text: str, start: int) -> bool:
    """Whether a form of "be" stands before the verb, an adverb at most between: "was *told*"."""
    words = re.findall(r"[\w’']+", text[max(0, start - 30) : start].lower())
    while words and verb_group().get(words[-1]) in ("adverb", "later"):
        words.pop()
    return bool(words) and (verb_group().get(words[-1]) == "be" or words[-1] in ("get", "got", "gets"))
