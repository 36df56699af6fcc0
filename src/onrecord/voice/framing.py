"""How the outlet frames a statement: the word it marks it with, what that word does, and whether it was
made.

`cue_lemma` is the lemma of the word that marks the attribution, never of what only goes round it: "has
repeatedly *insisted*", "made a strong *condemnation* of", "went on to *say*", "was *critical* of". A verb
goes before a noun or adjective, and a light verb ("make", "issue") stands only where nothing else does. A
phrase that the lexicon has is one lemma ("point out", "according to"); a colon is ":".

`cue_tone` is the word's class in the lexicon. Context changes it in one way: a verb with somebody it is
said to and an infinitive ("told them to leave", "asked | the man to stay") is directive. It is None where
there is no cue and where the lexicon does not have its word.

`negated`: the statement is on the record, but was not made. The act that the marking word names is denied
by a negation of its verb group ("did not say", "no longer believes"), by a verb after which it did not
happen ("declined to comment", "stopped short of calling"; Karttunen 1971), by its determiner ("made no
mention of"), by "without", "instead of", or by its subject ("nobody said"). Two negations cancel out
("did not fail to mention"). A denial is a statement: "denied that" is of tone denial and not negated;
"did not deny" is negated; "denied saying" is both. In "refused to say" the lemma is "say" and the tone
that of "say"; in "refused to resign", where no act of speech follows, the refusal itself is the
statement: lemma "refuse", tone denial.

`hypothetical`: the statement is on the record, but as one that may be or will be made: under a modal
("might say", "will announce"), after a word by which the act lies ahead ("plans to say", "is expected to
announce"; and "plans | to explain", whose content opens with the verb of speech), under "if", "unless" or
"whether", by inversion ("should he say", "Did he say …?"), as an order ("Say …"). Not hypothetical:
"would later say", "would often say", "could be heard saying", which tell what happened; "I would argue",
"we must say", by which the speaker says it; "would like", "would prefer", which are wishes that are held;
"will not comment", "would not say", "could not confirm", which are refusals and so only negated.

Both are read off the words of the cue and of its clause to the left; never off the content (save the one
verb that "refused to" or "plans to" governs) or another quotation. The categories follow FactBank (Sauri
& Pustejovsky 2009).
"""

import re
from dataclasses import dataclass

from onrecord.statements.assembly import Draft
from onrecord.voice.cues import CueWord, Tone, entries_at, lemma_of, lexicon, verb_group
from onrecord.voice.noun_phrases import is_somebody, noun_phrase, tokens

REACH = 160  # characters to the left of a cue within which its clause is read
_TOKEN = re.compile(
    r"n['’]t\b|[A-Za-z]+?(?=n['’]t\b)|['’](?:ll|d|ve|re|s|m)\b|[^\W\d_]+(?:-[^\W\d_]+)*|\d[\d,.]*|[^\w\s]"
)
# What a clause does not cross: the end of a sentence or paragraph, a quotation mark, a bracket or a dash.
_BREAK = re.compile(r"[.!?]['’)\]]*\s+(?=[^a-z\s])|[\n\r“”\"«»;:()—–]|''|``")
_AUXILIARIES = frozenset(("be", "have", "do", "modal"))
_MARKING = frozenset(("says", "marks"))
_PERCEIVED = frozenset(("see", "hear", "feel", "understand", "remember"))
_WISHES = frozenset(("like", "prefer", "love", "hate", "rather"))
_PLANS = frozenset(("plan", "intend", "expect", "aim"))  # of the words for what lies ahead that are beliefs
_NOBODY = re.compile(r"(?i:no one|nobody|none|neither)\b|[Nn]o (?=[a-z])")
_NOR = re.compile(r"\b(?i:nor|neither|never)\s+$")
_INFINITIVE = re.compile(
    r"(?:not )?to "
    r"(?!(?:the|an?|h[ie][rs]|its|their|my|our|your|th(?:is|at|[eo]se)|all|each|every|some|any)\b)[a-z]+"
)
_SOURCE, _STOP = "\x00source", "\x00stop"


@dataclass(frozen=True, slots=True)
class Framing:
    """How a statement is framed; see the module for what each field means."""

    cue_lemma: str | None
    cue_tone: Tone | None
    negated: bool
    hypothetical: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """The marking word of a statement: its characters, end exclusive, and its entry in the lexicon."""

    start: int
    end: int
    entry: CueWord


@dataclass(frozen=True, slots=True)
class _Clause:
    """The words of a clause up to the end of the cue, in lower case; source and breaks as one word each.

    `start`, `end`: their character offsets; `cue`: the places of those that are in the cue.
    """

    words: list[str]
    start: list[int]
    end: list[int]
    cue: list[int]


@dataclass(frozen=True, slots=True)
class _Head:
    """The marking word: its place in the clause, how many words it takes, its entry if it has one."""

    at: int
    length: int
    entry: CueWord | None
    lemma: str


@dataclass(slots=True)
class _Group:
    """What the words to the left of a verb say about it. `stop`: the place of the first other word."""

    negations: int = 0
    modal: str | None = None
    ahead: bool = False
    happened: bool = False
    stop: int = -1

    @property
    def negated(self) -> bool:
        return self.negations % 2 == 1


def frame(text: str, draft: Draft) -> Framing:
    """The framing of a statement of `text`."""
    return framed(text, draft)[0]


def framed(text: str, draft: Draft) -> tuple[Framing, Mark | None]:
    """The framing of a statement of `text`, and its marking word; None where the lexicon has none."""
    if not draft.cue:
        return Framing(None, None, False, False), None
    clause = _clause(text, draft)
    head = _head(text, draft, clause)
    if head is None:
        return Framing(text[draft.cue[0][0] : draft.cue[0][1]].lower(), None, False, False), None
    entry = head.entry
    tone = entry.tone if entry else None
    lemma = head.lemma
    group = _governing(text, draft, clause, head)
    negated, hypothetical = group.negated, group.ahead
    if entry and (entry.part == "verb" or entry.role in ("undoes", "ahead")):
        governed = _governed(text, draft, clause, head)
        if governed and entry.role == "undoes":
            lemma, tone, negated = governed.lemma, governed.tone, not negated
        elif governed and entry.role == "ahead":
            lemma, tone, hypothetical = governed.lemma, governed.tone, True
        elif governed and entry.lemma == "deny" and not negated:
            negated = True
        elif entry.addressee == "object" and _has_infinitive(text, draft, entry):
            tone = "directive"
    if draft.source and draft.source[0][0] < clause.start[head.at]:
        source = text[slice(*draft.source[0])]
        negated ^= _NOBODY.match(source) is not None
    if group.modal and not hypothetical:
        hypothetical = _is_open(text, draft, clause, head, group, negated)
    framing = Framing(lemma, tone, negated, hypothetical or _is_order(text, draft, clause, head))
    if entry is None:
        return framing, None
    return framing, Mark(clause.start[head.at], clause.end[head.at + head.length - 1], entry)


def _clause(text: str, draft: Draft) -> _Clause:
    """The words from the beginning of the cue's clause to the cue's end."""
    first, last = draft.cue[0][0], draft.cue[-1][1]
    near = [span for span in draft.source if first - REACH < span[0] < last]
    begin = min([first, *(start for start, _ in near)])
    low = max([0, begin - REACH, *(end for _, end in draft.content if end <= begin)])
    for match in _BREAK.finditer(text, low, begin):
        low = match.end()
    if text[low:begin].strip() and low and text[low - 1].isalnum() and text[low].isalnum():
        while low < begin and text[low].isalnum():
            low += 1
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    cue: list[int] = []

    def add(start: int, end: int, in_cue: bool) -> None:
        for match in _TOKEN.finditer(text, start, end):
            if in_cue:
                cue.append(len(words))
            words.append(match.group().lower().replace("’", "'"))
            starts.append(match.start())
            ends.append(match.end())

    pieces = [(start, end, "cue") for start, end in draft.cue]
    pieces += [(start, end, "source") for start, end in near]
    pieces += [(start, end, "content") for start, end in draft.content if begin < end and start < last]
    at = low
    for start, end, role in sorted(pieces):
        if at < start:
            add(at, start, False)
        if role == "cue":
            add(start, end, True)
        else:
            words.append(_SOURCE if role == "source" else _STOP)
            starts.append(start)
            ends.append(end)
        at = max(at, end)
    return _Clause(words, starts, ends, cue)


def _head(text: str, draft: Draft, clause: _Clause) -> _Head | None:
    """The word that marks the attribution; the cue's first full word where the lexicon has none."""
    kinds = verb_group()
    found: list[_Head] = []
    weaker: list[_Head] = []
    unknown: _Head | None = None
    words = clause.words
    past = -1
    full = False
    for at in clause.cue:
        if at < past:
            continue
        word = words[at]
        kind = kinds.get(word)
        entries, length = entries_at(words, at)
        if length == 1 and (kind in _AUXILIARIES or (kind and (full or word != "back"))):
            if kind in _AUXILIARIES and entries:
                weaker.append(_Head(at, 1, entries[0], entries[0].lemma))
            continue
        alone = lexicon().words.get(word, ()) if length > 1 else ()
        if any(entry.part == "noun" for entry in alone) and _is_nominal(words, at):
            entries, length = alone, 1
        entry = _read(text, clause, at, entries) if length == 1 else entries[0]
        full = full or word.isalpha()
        if entry is not None:
            found.append(_Head(at, length, entry, entry.lemma))
            past = at + length
        elif unknown is None and word[0].isalpha() and len(word) > 2 and not word.endswith("ly"):
            unknown = _Head(at, 1, None, lemma_of(word))
    if found:
        best = min(found, key=_rank)
        # A preposition or colon says less than a word that the lexicon does not have.
        if _rank(best) < 5 or unknown is None:
            return best
    return unknown or (weaker[-1] if weaker else None)


def _rank(head: _Head) -> int:
    entry = head.entry
    assert entry is not None
    if entry.part in ("prep", "mark"):
        return 0 if entry.role == "says" else 1 if entry.role == "marks" else 5
    if entry.role in _MARKING:
        return 0 if entry.part == "verb" else 1
    return {"undoes": 2, "ahead": 2, "leads": 3, "weak": 4}[entry.role]


def _is_nominal(words: list[str], at: int) -> bool:
    """Whether the word at a place follows a determiner, right before it or with one full word between."""
    kinds = verb_group()
    if at and kinds.get(words[at - 1]) == "determiner":
        return True
    return at > 1 and kinds.get(words[at - 2]) == "determiner" and words[at - 1] not in kinds


def _read(text: str, clause: _Clause, at: int, entries: tuple[CueWord, ...]) -> CueWord | None:
    """Which of the entries of one form the word at a place is, by the word before it."""
    if not entries:
        return None
    words = clause.words
    before = words[at - 1] if at else ""
    kind = verb_group().get(before)
    if len(entries) > 1 or entries[0].part == "verb":
        by_part = {entry.part: entry for entry in reversed(entries)}
        verb, noun = by_part.get("verb"), by_part.get("noun")
        owned = before == _SOURCE and text[clause.end[at - 1] - 2 : clause.end[at - 1]] in ("'s", "’s", "s'")
        owned |= before == "'s" and not words[at].endswith("ing")
        nominal = owned or before in ("of", "with", "in") or _is_nominal(words, at)
        if nominal and noun:
            return noun
        if nominal and kind == "determiner" and verb and words[at] == verb.lemma:
            return None
        if "adj" in by_part and kind in ("be", "adverb", "not") and not words[at].endswith("ing"):
            return by_part["adj"]
        if words[at] == "like" and at and any(e.role == "weak" for e in entries_at(words, at - 1)[0]):
            return None
        if noun and verb and at:
            leaning = entries_at(words, at - 1)[0]
            if leaning and leaning[0].part == "verb" and leaning[0].role == "weak":
                return noun
    return entries[0]


def _governing(text: str, draft: Draft, clause: _Clause, head: _Head) -> _Group:
    """What stands around the marking word, and around the first verb of the cue where that is another."""
    at = head.at
    kinds = verb_group()
    negations = 0
    if head.entry and head.entry.part in ("noun", "adj"):
        # Over determiners and adjectives to the verb that the noun is the object of.
        steps = 0
        while at > 0 and steps < 4:
            before = clause.words[at - 1]
            kind = kinds.get(before)
            if before == "no" and clause.words[at] != "longer":
                negations += 1
            if kind in _AUXILIARIES or kind == "not" or before in (_SOURCE, _STOP) or not before.isalpha():
                break
            flanked = at > 1 and kinds.get(clause.words[at - 2]) == "determiner"
            if (
                kind is None
                and not flanked
                and any(entry.part == "verb" for entry in entries_at(clause.words, at - 1)[0])
            ):
                at -= 1
                break
            at -= 1
            steps += 1
    group = _group(text, draft, clause, at)
    rest = clause.words[head.at + head.length : head.at + head.length + 2]
    if rest[:1] == ["no"] and rest[1:] not in ([], ["to"]) and head.entry and head.entry.part == "verb":
        negations += 1  # "showed no interest", but not "said no to"
    group.negations += negations
    first = next((n for n in clause.cue if clause.words[n] not in kinds and clause.words[n].isalpha()), at)
    if first < at and group.stop >= first:
        outer = _group(text, draft, clause, first)
        linked = "to" in clause.words[first:at] or negations > 0 or at != head.at
        group.negations += outer.negations if linked else 0
        group.modal = group.modal or outer.modal
        group.ahead |= outer.ahead
        group.happened |= outer.happened or clause.words[first] in ("heard", "seen", "overheard")
    elif clause.words[first] in ("heard", "seen", "overheard"):
        group.happened = True
    return group


def _group(text: str, draft: Draft, clause: _Clause, at: int) -> _Group:
    """The words of the verb group to the left of the word at a place, read from right to left."""
    kinds = verb_group()
    words = clause.words
    group = _Group()
    place = at - 1
    while place >= 0:
        word = words[place]
        kind = kinds.get(word)
        after = words[place + 1]
        before = words[place - 1] if place else _STOP
        if word == _SOURCE:
            _beyond_source(text, draft, clause, place, group)
            break
        if kind == "not":
            barely = after in ("just", "merely", "simply") and kinds.get(before) != "modal"
            group.negations += not (barely or after == "only")
        elif kind == "modal":
            if word != "'d" or _is_bare(words, place + 1):
                group.modal = word
        elif kind == "have":
            group.ahead |= after == "to" and word in ("has", "have", "'ve")
        elif kind == "be":
            group.ahead |= after == "to" and bool(draft.source) and word not in ("being", "been", "be")
        elif kind == "do":
            pass
        elif kind in ("nobody", "instead") or (word, before) in (("of", "instead"), ("than", "rather")):
            group.negations += 1
            break
        elif kind == "condition":
            group.ahead = True
            break
        elif word == "longer" and before == "no":
            group.negations += 1
            place -= 1
        elif word == "yet" and after == "to":
            group.negations += 1
        elif kind in ("adverb", "later", "day") or word == "to" or _is_adverb(word):
            group.happened |= kind == "later"
        elif word in ("or", "nor") and place and _is_verb(words, place - 1):
            place -= 1
        elif (word == "and" and place and _leading(words, place - 1)) or (
            word == "at" and kinds.get(after) == "adverb"
        ):
            pass
        elif word == "," and kinds.get(before) == "adverb" and place > 1 and words[place - 2] == ",":
            place -= 2
        else:
            led = _leading(words, place)
            if led is None:
                break
            length, entry = led
            if entry.role == "undoes":
                group.negations += 1
            elif entry.role == "ahead":
                group.ahead |= after == "to" or word == "to"
            elif word == "going" and after == "to":
                group.ahead = True
            elif entry.lemma in ("go on", "go"):
                group.happened = True
            place -= length - 1
        place -= 1
    group.stop = place
    return group


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in verb_group() and word not in lexicon().words


def _leading(words: list[str], place: int) -> tuple[int, CueWord] | None:
    """The word or phrase that ends at a place and leads to what follows it, with its number of words."""
    for length in (3, 2, 1):
        start = place - length + 1
        if start < 0:
            continue
        entries, taken = entries_at(words, start)
        if taken == length:
            for entry in entries:
                if entry.role in ("leads", "undoes", "ahead"):
                    return length, entry
    return None


def _is_verb(words: list[str], place: int) -> bool:
    return any(entry.part == "verb" for entry in entries_at(words, place)[0])


def _is_bare(words: list[str], place: int) -> bool:
    """Whether the next verb is a bare infinitive, so that 'd before it is "would" and not "had"."""
    kinds = verb_group()
    while place < len(words) - 1 and (kinds.get(words[place]) in ("adverb", "later", "not")):
        place += 1
    return place < len(words) and (
        words[place] in ("be", "have", "like") or lemma_of(words[place]) == words[place]
    )


def _beyond_source(text: str, draft: Draft, clause: _Clause, place: int, group: _Group) -> None:
    """Reads what stands before the subject: "if", "whether", "nor did", or a question's auxiliary."""
    kinds = verb_group()
    words = clause.words
    before = place - 1
    if before < 0:
        return
    if kinds.get(words[before]) == "condition":
        group.ahead = True
        return
    denied = kinds.get(words[before]) == "not" and before > 0
    auxiliary = before - 1 if denied else before
    if kinds.get(words[auxiliary]) not in _AUXILIARIES:
        return
    # The word before may have been taken for content: Nor … why it rained.
    if _NOR.search(text, max(0, clause.start[auxiliary] - 10), clause.start[auxiliary]):
        group.negations += 1
    elif auxiliary == 0 and text[clause.start[0]].isupper():
        asks = any(text[end - 2 : end + 2].find("?") >= 0 for _, end in draft.content[-1:])
        if words[auxiliary] in ("should", "had", "were") or asks:
            group.ahead = True
            group.negations += denied


def _is_open(text: str, draft: Draft, clause: _Clause, head: _Head, group: _Group, negated: bool) -> bool:
    """Whether the modal of a group leaves open if the statement was made."""
    if group.happened and group.modal in ("would", "could", "can", "'d"):
        return False
    if head.lemma in _PERCEIVED and group.modal in ("can", "could"):
        return False
    if head.lemma in _WISHES and group.modal in ("would", "'d"):
        return False
    if negated and group.modal not in ("may", "might", "should", "must"):
        return False
    speaker = text[slice(*draft.source[0])].lower() if draft.source else ""
    return not (speaker in ("i", "we") and head.entry is not None and head.entry.role == "says")


def _governed(text: str, draft: Draft, clause: _Clause, head: _Head) -> CueWord | None:
    """The verb of speech that the last verb of a cue governs, where the content begins with it.

    "declined" | "to comment", "denied" | "saying so".
    """
    entry = head.entry
    assert entry is not None
    if any(
        clause.words[n] not in verb_group() and clause.words[n] != "to" for n in clause.cue if n > head.at
    ):
        return None
    start = next((start for start, _ in draft.content if start >= draft.cue[-1][1]), None)
    if start is None or start - draft.cue[-1][1] > 12:
        return None
    words = [
        m.group().lower() for m in _TOKEN.finditer(text, clause.end[head.at], min(len(text), start + 60))
    ]
    infinitive = "to" in words[:3]
    kinds = verb_group()
    while words and (
        words[0] == "to" or words[0].endswith("ly") or kinds.get(words[0]) in ("adverb", "have")
    ):
        infinitive |= words[0] == "to"
        words = words[1:]
    if not words:
        return None
    entries, _ = entries_at(words, 0)
    verb = next((e for e in entries if e.part == "verb" and e.role == "says"), None)
    if verb is None:
        return None
    gerund = words[0].endswith("ing")
    bare = words[0] == verb.lemma.split()[0]
    if entry.role == "ahead":
        planned = entry.tone == "neutral" or entry.lemma in _PLANS
        return verb if planned and bare and infinitive else None
    if entry.role == "undoes":
        return verb if bare or gerund else None
    return verb if gerund and not infinitive else None


def _has_infinitive(text: str, draft: Draft, entry: CueWord) -> bool:
    """Whether what follows the cue is what somebody is to do."""
    start = next((start for start, _ in draft.content if start >= draft.cue[-1][0]), None)
    if start is None:
        return False
    opening = text[start : start + 30]
    lead = text[max(draft.cue[-1][0], start - 60) : start]
    if entry.lemma == "ask" and opening.startswith(("that ", "for ")):
        return True
    if _INFINITIVE.match(opening) or _opens_with_whom(text, start):
        return True
    return lead.rstrip().endswith(" to") and opening[:1].islower() and not opening.startswith(("the ", "a "))


def _opens_with_whom(text: str, start: int) -> bool:
    """Whether the content opens with somebody who is to do something: asked | *the man to come back*."""
    parts = tokens(text, start, start + 60)
    end = noun_phrase(text, parts, 0)
    if not 0 < end < len(parts) or not _INFINITIVE.match(text, parts[end][0]):
        return False
    return is_somebody(text, parts, 0, end)


def _is_order(text: str, draft: Draft, clause: _Clause, head: _Head) -> bool:
    """Whether the marking verb is an imperative: at the head of its sentence, bare, and without a subject."""
    if draft.source or head.entry is None or head.entry.part != "verb" or head.entry.role != "says":
        return False
    word = clause.words[head.at]
    if word != head.lemma or len(entries_at(clause.words, head.at)[0]) > 1:
        return False
    if head.at == 0:
        after = text[clause.end[0] : clause.end[0] + 1]
        return text[clause.start[0]].isupper() and after != ":"
    return clause.words[: head.at] in (["please"], ["just"], ["do", "n't"], ["do", "not"])
