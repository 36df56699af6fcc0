"""Where the sentences of a text are, by its stops and a list of abbreviations.

A stop ends a sentence where what follows can begin one: a capital, a digit, an opening mark. What makes this
hard is dealt with one case after another: abbreviations, of which some never end a sentence (Mr.), some only
are one before a number (No. 5) and some may end it (Inc.); initials; marks and brackets after the stop; a
quoted question with its cue behind it (“Why?” Smith asked); numbered lists.
"""

import re
from functools import cache
from importlib.resources import files

Spans = list[tuple[int, int]]

_OPENERS = r"[“\"‘'«„‹(\[`]"
# A stop with what clings to it, and the white space and opening marks before what follows.
_STOP = re.compile(
    r"(?P<stop>(?:[.!?…‽]|(?<=\.)[ \xa0](?=\.))+)(?P<closers>(?:[”\"’'»›)\]*_]|(?<=[.!?])``)*)"
    rf"(?:(?P<gap>\s+)|(?=[A-Z“‘]))(?P<openers>(?:{_OPENERS}|\*|_)*)(?P<next>\S)"
)
_BULLET = re.compile(r"(?<=\n)[ \t]*(?:[•●▪◦■*–—-]|\d{1,3}[.)])[ \t]+(?=\S)")
_LIST_NUMBER = re.compile(r"\s*[(\[“\"‘']*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})")
# The word before a stop: with its inner stops, without what a hyphen or dash joins to it (D-Mont.).
_BEFORE = re.compile(r"[^\W_](?:[\w'’&]|\.(?=\w))*$")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CUE_AFTER = re.compile(r"[\w.’'-]+(?:[ \xa0]+[\w.’'-]*\w){1,7}")
_BEGINS = frozenset("$£€#@•●▪◦■¿¡")


def sentences(text: str, paragraphs: Spans) -> Spans:
    """The sentences of a text, character offsets with the end exclusive, in order, white space trimmed.

    Each lies within one of `paragraphs`, which are such offsets as well; together they hold everything in
    them but white space. A line without a stop, as a headline, is a sentence of its own, and a sentence
    inside a quotation is one too: “We lost. We won,” she said. is two.
    """
    found: Spans = []
    for start, end in paragraphs:
        begin = start
        for cut in _cuts(text, start, end):
            _add(text, begin, cut, found)
            begin = cut
        _add(text, begin, end, found)
    return found


def _add(text: str, start: int, end: int, found: Spans) -> None:
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip())
    if left < len(inner):
        found.append((start + left, start + len(inner.rstrip())))


def _cuts(text: str, start: int, end: int) -> list[int]:
    cuts = [match.start() for match in _BULLET.finditer(text, start, end)]
    at = start
    while match := _STOP.search(text, at, end):
        if _ends_sentence(text, match, start, end):
            cuts.append(match.end("closers"))
        at = match.end("closers")
    return sorted(cuts)


def _ends_sentence(text: str, match: re.Match[str], start: int, end: int) -> bool:
    stop, closers, following = match["stop"], match["closers"], match["next"]
    if not _can_begin(following):
        return False
    after = _word_at(text, match.start("next"), end)
    if match["gap"] is None:
        return _runs_together(text, match, start, after)
    if stop == ".":
        return not _is_part_of_word(text, match, start, after)
    if closers and stop[-1] in "!?" and after not in _words("starter"):
        return not _cue_follows(text, match.start("next"), end)
    if stop.strip(". \xa0") in ("", "…") and len(stop.replace(" ", "")) != 4:
        return after in _words("starter") or bool(set(closers) & set("”\"’'»"))
    return True


def _can_begin(letter: str) -> bool:
    if letter.isalpha():
        return not letter.islower()
    return letter.isdigit() or letter in _BEGINS


def _runs_together(text: str, match: re.Match[str], start: int, after: str) -> bool:
    """Whether a new sentence begins right after the stop, the white space between them lost."""
    if match["stop"] != "." and not (match["stop"] in ("!", "?") and match["closers"]):
        return False
    before = _BEFORE.search(text[max(start, match.start() - 30) : match.start()])
    if not before or not before.group().islower() or len(before.group()) < 2:
        return False
    return bool(match["closers"] and len(after) > 1) or after in _words("starter")


def _is_part_of_word(text: str, match: re.Match[str], start: int, after: str) -> bool:
    """Whether a single stop is an abbreviation's, an initial's or a list number's and ends no sentence."""
    at = match.start()
    if _LIST_NUMBER.fullmatch(text, start, at) and not match["closers"]:
        return True
    before = _BEFORE.search(text[max(start, at - 30) : at])
    if not before:
        return False
    word = before.group()
    if word in _words("name"):
        return not match["closers"]
    if word in _words("number"):
        return after[:1].isdigit()
    initial = len(word) == 1 and word.isupper()
    if not (initial or _DOTTED.fullmatch(word) or word in _words("any")):
        return False
    if match["closers"].startswith((")", "]")):
        return True
    if word in ("I", "in") or (word == "no" and not after[:1].isdigit()):
        return False
    begins = after in _words("starter") and not text.startswith(".", match.start("next") + len(after))
    return not begins and not (match["openers"] and not match["openers"].startswith(("(", "[")))


def _word_at(text: str, at: int, end: int) -> str:
    match = _WORD.match(text, at, min(end, at + 40))
    return match.group() if match else ""


def _cue_follows(text: str, at: int, end: int) -> bool:
    """Whether a cue with its capitalised source follows a quoted question: “Why?” Smith asked."""
    match = _CUE_AFTER.match(text, at, min(end, at + 80))
    return match is not None and not _verbs().isdisjoint(match.group().split()[1:])


@cache
def _words(kind: str) -> frozenset[str]:
    """The words of a class in data/abbreviations.txt."""
    for line in _data("abbreviations.txt"):
        name, _, words = line.partition("\t")
        if name == kind:
            return frozenset(words.split())
    raise KeyError(kind)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(word for line in _data("verbs_after_questions.txt") for word in line.split())


def _data(name: str) -> list[str]:
    content = (files("onrecord.statements") / "data" / name).read_text("utf-8")
    return [line for line in content.splitlines() if not line.startswith("#")]
