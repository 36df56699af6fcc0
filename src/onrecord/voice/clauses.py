"""Clauses with a finite verb, told without a parser: by word forms, closed classes and the words beside.

This errs towards finding none: a stretch counts only where a subject and a finite verb are seen.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from onrecord.voice.word_lists import classes


class Kind:
    """What a word can be, bits; the classes of data/clause_words.tsv and data/verb_forms.tsv.

    Plain integers: those of `enum` take ten times as long, and there are some for every word of a text.
    """

    PREPOSITION = 1 << 0
    DETERMINER = 1 << 1
    COORDINATOR = 1 << 2
    SUBORDINATOR = 1 << 3
    UNASSERTED = 1 << 4
    RELATIVE = 1 << 5
    CLAUSE_RELATIVE = 1 << 6
    SUBJECT = 1 << 7
    PLURAL_SUBJECT = 1 << 8
    SINGULAR_SUBJECT = 1 << 9
    OBJECT = 1 << 10
    MODAL = 1 << 11
    BE = 1 << 12
    BE_OTHER = 1 << 13
    HAVE = 1 << 14
    DO = 1 << 15
    NOT_FINITE = 1 << 16
    ADVERB = 1 << 17
    CONNECTIVE = 1 << 18
    PAST = 1 << 19
    PAST_OR_PARTICIPLE = 1 << 20
    PARTICIPLE = 1 << 21
    THIRD = 1 << 22
    THIRD_OR_PLURAL = 1 << 23
    BASE = 1 << 24
    BASE_OR_NOUN = 1 << 25
    SAME = 1 << 26
    PUNCTUATION = 1 << 27
    BREAK = 1 << 28  # punctuation that parts clauses
    CAPITAL = 1 << 29
    CONTRACTED = 1 << 30  # a pronoun with its verb: she's


_AUXILIARY = Kind.MODAL | Kind.BE | Kind.HAVE | Kind.DO
CLOSED = (
    Kind.PREPOSITION
    | Kind.DETERMINER
    | Kind.COORDINATOR
    | Kind.SUBORDINATOR
    | Kind.UNASSERTED
    | Kind.RELATIVE
    | _AUXILIARY
    | Kind.BE_OTHER
    | Kind.NOT_FINITE
    | Kind.ADVERB
    | Kind.PUNCTUATION
)
_VERB = (
    Kind.PAST
    | Kind.PAST_OR_PARTICIPLE
    | Kind.PARTICIPLE
    | Kind.THIRD
    | Kind.THIRD_OR_PLURAL
    | Kind.BASE
    | Kind.BASE_OR_NOUN
    | Kind.SAME
)
_PUNCTUATION = Kind.PUNCTUATION
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|\d[\d,.]*\d(?:-[^\W_]+)*|[^\W_]+(?:(?:['’&.]|-(?=\w))[^\W_]+)*|[$£€#@%]|\.\.\.|--|[^\w\s]"
)
_CONTRACTION = re.compile(r"(?P<pronoun>[a-z]+)'(?:s|re|ve|ll|d|m)")
_BREAKS = frozenset(",;:—–()[]…-") | {"--", "..."}
_INSERTION = frozenset((",", "”", '"', "'", "’", ")", "—", "–", "-", "--", "%"))
_OBJECT_FOLLOWS = Kind.DETERMINER | Kind.OBJECT | Kind.CAPITAL | Kind.UNASSERTED


class Token(NamedTuple):
    """A word or mark of the text, offsets with the end exclusive, in lower case, with what it can be.

    A tuple, since there is one for every word of a text: a frozen dataclass takes thrice as long to make.
    """

    start: int
    end: int
    word: str
    kind: int


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and punctuation marks of text[start:end]."""
    kinds = _kinds()
    found = []
    for match in _TOKEN.finditer(text, start, end):
        written = match.group()
        word = written.lower().replace("’", "'")
        kind = kinds.get(word)
        if kind is None:
            kind = _shape(word)
        if written[0].isupper() and word != "i":
            kind |= Kind.CAPITAL
        found.append(Token(match.start(), match.end(), word, kind))
    return found


def kind_of(word: str) -> int:
    """What a word by itself can be, by its form: bits of `Kind`."""
    word = word.lower().replace("’", "'")
    kind = _kinds().get(word)
    return _shape(word) if kind is None else kind


def is_clause(found: Sequence[Token], titled: bool = False, strict: bool = False) -> bool:
    """Whether the tokens are one or more clauses of which the first is a main one; see `clause_verb`."""
    return clause_verb(found, titled, strict) is not None


def clause_verb(found: Sequence[Token], titled: bool = False, strict: bool = False) -> int | None:
    """The place of the finite verb of the first main clause, None where the tokens do not open with a clause.

    A leading coordinator, connective adverb or subordinator does not count; what an if or a that opens is no
    clause that is asserted. A relative pronoun at the very front is the subject of its clause. `titled`:
    every word of a headline may have a capital, verbs too. `strict`: what stands in the middle of a sentence
    opens with its subject, not with a preposition, a participle or a verb.
    """
    first = _body(found)
    body = found[first:]
    if not body:
        return None
    if body[0].kind & Kind.UNASSERTED and not body[0].kind & (Kind.DETERMINER | Kind.SUBJECT):
        return None
    follows = body[1].kind if len(body) > 1 else 0
    if body[0].word == "that" and first and not follows & (_AUXILIARY | Kind.PAST):
        return None
    joined = first > 0 and opens_subordinate(found, first - 1)
    if (
        joined
        and body[0].kind & (Kind.PAST_OR_PARTICIPLE | Kind.PARTICIPLE)
        and not body[0].kind & Kind.CAPITAL
    ):
        return None
    if strict and _opens_without_subject(found, first):
        return None
    verb = main_verb(body, titled, strict)
    if verb is None and joined:
        verb = only_participle(body)
    return None if verb is None else first + verb


def only_participle(body: Sequence[Token]) -> int | None:
    """The place of a form that is most often a participle, after a noun; where a clause must have a verb."""
    for place, token in enumerate(body):
        if token.kind & Kind.PARTICIPLE and place and not body[place - 1].kind & CLOSED:
            return (
                place
                if not body[place - 1].kind & _VERB & ~Kind.THIRD_OR_PLURAL & ~Kind.BASE_OR_NOUN
                else None
            )
    return None


def _opens_without_subject(found: Sequence[Token], first: int) -> bool:
    opening = found[first]
    if opening.kind & (Kind.SUBJECT | Kind.CLAUSE_RELATIVE | Kind.CAPITAL | Kind.CONTRACTED):
        return False
    if opening.kind & (Kind.PREPOSITION | Kind.PAST | Kind.PAST_OR_PARTICIPLE | Kind.THIRD | _AUXILIARY):
        return True
    if opening.kind & Kind.PARTICIPLE and found[first + 1 : first + 2]:
        return bool(found[first + 1].kind & Kind.PREPOSITION)
    return opening.word.endswith("ing") and len(opening.word) > 5


def may_be_clause(found: Sequence[Token]) -> bool:
    """Whether any of the words may be a finite verb: enough for a whole sentence, which has one as a rule."""
    open_to = _AUXILIARY | _VERB | Kind.CONTRACTED
    for place, token in enumerate(found):
        if token.kind & open_to and not (token.kind & Kind.CAPITAL):
            if is_finite(found, place):
                return True
            before = _before(found, place)
            if before is None or place + 1 >= len(found) or found[before].kind & CLOSED:
                continue
            past = token.kind & (Kind.PARTICIPLE | Kind.SAME) and found[place + 1].word != "of"
            if past or _may_be_present(found, before, place):
                return True
    return False


def _may_be_present(found: Sequence[Token], before: int, place: int) -> bool:
    """Whether a form that is most often a noun may be a verb: Boys from the school *skate* round it.

    One in -s follows a singular, one without a plural that opens the sentence.
    """
    token, following = found[place], found[place + 1]
    if following.kind & Kind.DETERMINER and token.kind & (Kind.THIRD_OR_PLURAL | Kind.BASE_OR_NOUN):
        return True
    if following.word == "of" or following.kind & (_AUXILIARY | _PUNCTUATION | Kind.COORDINATOR):
        return False
    if token.kind & Kind.THIRD_OR_PLURAL:
        named = found[0].word in ("the", "a", "an", "this", "that", "his", "her", "its", "their")
        return named and before == 1
    subject = found[0].word if not found[0].kind & CLOSED else found[1].word
    plural = subject.endswith("s") and not subject.endswith("'s")
    return bool(token.kind & (Kind.BASE | Kind.BASE_OR_NOUN)) and plural and before > 1


def _body(found: Sequence[Token]) -> int:
    """Where the clause itself begins, after what joins it to what stands before."""
    place = 0
    while place < len(found):
        if opens_subordinate(found, place):
            return place + 1
        if not only_joins(found, place):
            break
        place += 1
    return place


def only_joins(found: Sequence[Token], place: int) -> bool:
    """Whether the word at `place` is a mark, a conjunction or an adverb such as however; not instead of."""
    token = found[place]
    if place + 1 < len(found) and found[place + 1].word in ("of", "than", "from", "to"):
        return bool(token.kind & _PUNCTUATION)
    if token.kind & (_PUNCTUATION | Kind.COORDINATOR | Kind.CONNECTIVE):
        return True
    return token.kind == Kind.ADVERB


def opens_subordinate(found: Sequence[Token], place: int) -> bool:
    """Whether the word at `place` joins a clause to what is before: as it rained, but not as soon as."""
    token = found[place]
    if not token.kind & Kind.SUBORDINATOR or token.kind & Kind.CLAUSE_RELATIVE or place + 1 >= len(found):
        return False
    following = found[place + 1]
    return not following.word.endswith("ing") and following.kind != Kind.ADVERB


def main_verb(body: Sequence[Token], titled: bool = False, strict: bool = False) -> int | None:
    """The place of the first finite verb that no relative pronoun or subordinator inside claims, or None.

    `strict`: nor a pronoun right behind a noun, which opens a relative clause without a relative pronoun: a
    message about the fight *he is* in.
    """
    pending = 0
    subject = False
    led_by_preposition = (
        bool(body) and bool(body[0].kind & Kind.PREPOSITION) and not body[0].kind & Kind.SUBJECT
    )
    for place, token in enumerate(body):
        kind = token.kind
        if kind & _PUNCTUATION:
            if led_by_preposition and token.word == ",":
                led_by_preposition = subject = False
                pending = 0
            continue
        if kind & (_AUXILIARY | _VERB | Kind.CONTRACTED) and is_finite(body, place, titled):
            if pending:
                pending -= 1
            elif strict and _is_contact(body, place):
                continue
            elif (subject or kind & Kind.CONTRACTED) and (
                not led_by_preposition or _subject_after_preposition(body, place)
            ):
                return place
        if place and _opens_inner_clause(body, place):
            pending += 1
        if not kind & (CLOSED & ~Kind.DETERMINER & ~Kind.RELATIVE) or kind & Kind.SUBJECT:
            subject = True
    return None


def _is_contact(body: Sequence[Token], verb: int) -> bool:
    """Whether a verb's subject is a pronoun that stands right behind a noun."""
    at = _before(body, verb)
    return (
        at is not None
        and at > 1
        and body[at].word in ("i", "he", "she", "we", "they")
        and not body[at - 1].kind & CLOSED
    )


def _opens_inner_clause(body: Sequence[Token], place: int) -> bool:
    kind = body[place].kind
    if kind & (Kind.RELATIVE | Kind.UNASSERTED):
        return not _opens_nothing(body, place)
    return bool(kind & Kind.SUBORDINATOR) and not kind & Kind.PREPOSITION


def _opens_nothing(body: Sequence[Token], place: int) -> bool:
    """Whether a "that" or "than" opens no clause: after those words, in more than ten."""
    word, before = body[place].word, body[place - 1]
    if word == "than":
        return before.word in ("more", "less", "fewer", "other", "rather", "better", "worse")
    if word != "that":
        return False
    return (
        bool(before.kind & (Kind.PREPOSITION | Kind.COORDINATOR | _PUNCTUATION))
        and not before.kind & Kind.CAPITAL
    )


def _subject_after_preposition(body: Sequence[Token], verb: int) -> bool:
    """Whether a clause that opens with a preposition has a subject of its own: In 2012 he won."""
    before = _before(body, verb)
    if before is not None and body[before].kind & Kind.SUBJECT and not body[before].kind & Kind.RELATIVE:
        return True
    return any(
        token.kind & Kind.DETERMINER and not body[place].kind & Kind.PREPOSITION
        for place, token in enumerate(body[2:verb], 1)
    )


def _before(body: Sequence[Token], place: int) -> int | None:
    """The place of the word before, adverbs left out."""
    place -= 1
    while place >= 0 and is_adverb(body[place]):
        place -= 1
    return place if place >= 0 else None


def is_adverb(token: Token) -> bool:
    """Whether a word is an adverb: also, repeatedly."""
    if token.kind & Kind.ADVERB and not token.kind & Kind.SUBJECT:
        return True
    return len(token.word) > 4 and token.word.endswith("ly") and not token.kind & _VERB


def is_finite(body: Sequence[Token], place: int, titled: bool = False) -> bool:
    """Whether the word at `place` is a finite verb, as far as its form and its neighbours tell."""
    token = body[place]
    kind = token.kind
    if kind & Kind.CONTRACTED:
        return True
    at = _before(body, place)
    before = body[at] if at is not None else None
    if before is not None and (before.word == "to" or before.kind & Kind.MODAL):
        return False
    if kind & Kind.CAPITAL and not titled:
        return False
    if kind & _AUXILIARY:
        return not (before is not None and before.kind & Kind.DETERMINER and not before.kind & Kind.SUBJECT)
    if before is None:
        return False
    if before.kind & (_AUXILIARY | Kind.BE_OTHER | Kind.NOT_FINITE | Kind.CONTRACTED):
        return False
    pronoun = bool(before.kind & Kind.SUBJECT) or bool(before.kind & Kind.CLAUSE_RELATIVE)
    inserted = before.word in _INSERTION
    if inserted and before.word != "%" and not _ends_insertion(body, place):
        return False
    noun = not before.kind & CLOSED or inserted
    if not (pronoun or noun) or (before.kind & Kind.DETERMINER and not pronoun):
        return False
    if before.word.endswith("'s"):
        return False
    following = body[place + 1] if place + 1 < len(body) else None
    if kind & Kind.PAST:
        return True
    if kind & (Kind.PAST_OR_PARTICIPLE | Kind.PARTICIPLE | Kind.SAME) and pronoun:
        return True
    if kind & Kind.PAST_OR_PARTICIPLE:
        return following is None or following.word != "by"
    if kind & (Kind.PARTICIPLE | Kind.SAME):
        if following is None:
            return False
        named = before.kind & Kind.CAPITAL and not following.kind & (CLOSED | Kind.BREAK)
        object_follows = (
            following.kind & _OBJECT_FOLLOWS or following.word[0].isdigit() or following.word == "$"
        )
        return bool(named or object_follows)
    return _is_present(kind, before, following, _is_led(body, at))


def _is_led(body: Sequence[Token], place: int | None) -> bool:
    """Whether a run of capitals that ends at `place` follows a word of its phrase: the Paris | attacks."""
    if place is None or not body[place].kind & Kind.CAPITAL:
        return False
    while place >= 0 and body[place].kind & Kind.CAPITAL:
        place -= 1
    joins = _PUNCTUATION | Kind.COORDINATOR | Kind.SUBORDINATOR | Kind.UNASSERTED
    return place >= 0 and not body[place].kind & joins


def _ends_insertion(body: Sequence[Token], place: int) -> bool:
    """Whether an insertion between subject and verb may end before `place`: The court, in June, ruled."""
    marks = sum(bool(token.kind & _PUNCTUATION) for token in body[:place])
    return marks >= 2 and not body[0].kind & _PUNCTUATION


def _is_present(kind: int, before: Token, following: Token | None, led: bool) -> bool:
    if kind & Kind.THIRD:
        if before.kind & (Kind.SINGULAR_SUBJECT | Kind.CAPITAL | _PUNCTUATION):
            ends = following is None or bool(following.kind & Kind.BREAK)
            return not (ends and before.kind & Kind.CAPITAL and led)
        return not before.word.endswith("s") and following is not None and not following.kind & _AUXILIARY
    if kind & Kind.THIRD_OR_PLURAL:
        if led:
            return False
        if following is not None and following.kind & (_AUXILIARY | _PUNCTUATION):
            return False
        return bool(before.kind & (Kind.SINGULAR_SUBJECT | Kind.CAPITAL))
    if kind & Kind.BASE:
        plural = before.word.endswith("s") and not before.word.endswith(("ss", "us", "'s"))
        return bool(before.kind & Kind.PLURAL_SUBJECT) or (plural and not before.kind & Kind.CAPITAL)
    if not kind & Kind.BASE_OR_NOUN:
        return False
    if before.kind & Kind.PLURAL_SUBJECT and not before.kind & Kind.DETERMINER and before.word != "which":
        return True
    plural = (
        before.word.endswith("s")
        and not before.word.endswith(("ss", "us", "'s"))
        and not before.kind & CLOSED
    )
    return plural and following is not None and bool(following.kind & (Kind.DETERMINER | Kind.UNASSERTED))


def _shape(word: str) -> int:
    """What a word that no list has can be."""
    if not word[0].isalnum():
        return _PUNCTUATION | Kind.BREAK if word in _BREAKS else _PUNCTUATION
    contraction = _CONTRACTION.fullmatch(word)
    if contraction:
        pronoun = _kinds().get(contraction["pronoun"], 0)
        sure = not word.endswith("'s") and not word.endswith("'d")
        if (
            sure
            or pronoun & (Kind.SUBJECT | Kind.CLAUSE_RELATIVE)
            or contraction["pronoun"] in ("here", "how")
        ):
            return Kind.CONTRACTED | (pronoun & (Kind.RELATIVE | Kind.CLAUSE_RELATIVE))
        return 0
    if word.endswith("n't"):
        return Kind.MODAL
    if len(word) > 4 and word.endswith("ed") and "-" not in word:
        return Kind.PAST_OR_PARTICIPLE
    return 0


@cache
def _kinds() -> dict[str, int]:
    kinds: dict[str, int] = {}
    for name in ("clause_words.tsv", "verb_forms.tsv"):
        for label, words in classes(name).items():
            kind = getattr(Kind, label.upper(), None)
            if kind is not None:
                for word in words:
                    kinds[word] = kinds.get(word, 0) | kind
    closed = (
        Kind.PREPOSITION | Kind.DETERMINER | Kind.COORDINATOR | Kind.SUBORDINATOR | Kind.SUBJECT | _AUXILIARY
    )
    return {word: kind & ~_VERB if kind & (closed | Kind.ADVERB) else kind for word, kind in kinds.items()}


@cache
def phrases(label: str) -> frozenset[str]:
    """The words of a class in data/clause_words.tsv."""
    return frozenset(classes("clause_words.tsv")[label])
