"""Texts as words to compare: what is no difference between a quotation and its source is gone from their
forms.

Case, punctuation, accents and spelling variants are gone, numbers are in one form (`numbers`), contractions
are taken apart so that "isn't" and "is not" differ in one word (`spelling`). Words that may be missing on the
other side are marked optional: noise of a transcript ("uh", [applause], speaker labels), what an editor put
in brackets.
"""

import re
from dataclasses import dataclass
from functools import cache

from onrecord.verify import numbers
from onrecord.verify.spelling import APOSTROPHES, data_lines, pieces

OPTIONAL, PREFIX, SUFFIX = 1, 2, 4
"""Marks of a word: may be missing on the other side; only its beginning, or its end, is known (pray[ed])."""

_A = f"[{APOSTROPHES}]"
_ONE_BY_ONE = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts written without spaces, of which each character is a word."""
_TOKEN = re.compile(
    rf"(?P<dotted>(?<![^\W_])(?:[^\W\d_]\.){{2,}}(?![^\W_]))"
    rf"|(?P<number>(?:(?<![\w.])\.)?\d+(?:,\d{{3}}(?!\d))*(?:\.\d+)?(?:(?i:st|nd|rd|th|s|k|m|bn)(?![^\W_]))?)"
    rf"|(?P<one>[{_ONE_BY_ONE}])"
    rf"|(?P<word>(?:(?<![^\W_]){_A}(?=(?i:cause|em|till?|bout)(?![^\W_])))?"
    rf"(?:(?![{_ONE_BY_ONE}])[^\W_])+(?:{_A}(?:(?![{_ONE_BY_ONE}])[^\W_])+)*)"
    r"|(?P<sign>[$£€%&])"
)
_BRACKETED = re.compile(r"\[([^\[\]]{0,300})\]|\(([^()]{1,120})\)")
_LABEL = re.compile(
    r"(?:^|(?<=\n)|(?<=  )|(?<=[.!?…\])”\"] )|(?<=-- ))"
    r"(?:[A-Z][A-Z.'’]+(?: [A-Z][A-Z.'’]+){0,4}:|(?:Q|The President)\.(?= ))"
)
_CUT_AT_END = re.compile(r"[\[(]([^\[\]()]{1,60})$")
_CUT_AT_START = re.compile(r"^([^\[\]()]{1,60})[\])]")
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\*\s?\*\s?\*")
_STOP = re.compile(r"[.!?…。！？]|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: their forms, character offsets (end exclusive) and marks, in equally long
    lists."""

    text: str
    forms: list[str]
    starts: list[int]
    ends: list[int]
    flags: bytearray

    def __len__(self) -> int:
        return len(self.forms)

    def between(self, index: int) -> str:
        """What stands in the text between a word and the next one."""
        after = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return self.text[self.ends[index] : after]

    def sentence_ends_after(self, index: int) -> bool:
        """Whether a stop that ends a sentence follows the word."""
        between = self.between(index)
        if not _STOP.search(between):
            return False
        form = self.text[self.starts[index] : self.ends[index]].casefold()
        short = form in word_class("abbreviation") or (len(form) == 1 and form != "i")
        return not (short and between.startswith("."))

    def ellipsis_after(self, index: int) -> bool:
        """Whether dots that mark an omission follow the word."""
        return bool(_ELLIPSIS.search(self.between(index)))


def words_of(text: str, quotation: bool = False) -> Words:
    """The words of a text. In a quotation, brackets hold what the article has put in or put otherwise."""
    spans = _bracketed(text, quotation)
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    flags = bytearray()
    numeric = False
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "word":
            for form, first, last in pieces(match[0]):
                forms.append(form)
                starts.append(start + first)
                ends.append(start + last)
            numeric = numeric or forms[-1] in numbers.STARTS or forms[-1] == "a"
        else:
            if kind == "dotted":
                form = match[0].replace(".", "").casefold()
            elif kind == "number":
                form = match[0].replace(",", "").casefold()
                form = "0" + form if form[0] == "." else form
                form, scale = _scale(form)
                if scale:
                    forms.append(form)
                    starts.append(start)
                    ends.append(end)
                    form = scale
                numeric = True
                if forms and forms[-1] == "no" and text[ends[-1] : start].strip() == ".":
                    forms[-1] = "number"
            elif kind == "sign":
                form = "and" if match[0] == "&" else match[0]
                numeric = True
            else:
                form = match[0]
            forms.append(form)
            starts.append(start)
            ends.append(end)
    noise = word_class("noise")
    flags = bytearray(OPTIONAL if form in noise else 0 for form in forms)
    if spans:
        _mark(spans, text, forms, starts, ends, flags, quotation)
    if numeric:
        numbers.one_form(forms, starts, ends, flags)
    return Words(text, forms, starts, ends, flags)


def without_cut_noise(text: str) -> str:
    """The text with blanks for noise in a bracket that is not closed, or was opened before it: "Yes.
    (APPLAUSE"."""
    for pattern in (_CUT_AT_END, _CUT_AT_START):
        match = pattern.search(text)
        if match and match[1].strip() and _is_noise(match[1]):
            text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return text


def _scale(form: str) -> tuple[str, str]:
    for scale in ("bn", "k", "m"):
        if form.endswith(scale):
            return form.removesuffix(scale), scale
    return form, ""


def _bracketed(text: str, quotation: bool) -> list[tuple[int, int]]:
    """The stretches whose words may be missing on the other side."""
    spans = []
    if "[" in text or "(" in text:
        for match in _BRACKETED.finditer(text):
            square, round_ = match.groups()
            if square is not None or quotation or _is_noise(round_):
                spans.append(match.span())
    if not quotation:
        spans += [match.span() for match in _LABEL.finditer(text)]
    return spans


def _is_noise(inside: str) -> bool:
    known = word_class("noise_in_brackets")
    return inside.isupper() or all(word in known for word in re.findall(r"\w+", inside.casefold()))


def _mark(
    spans: list[tuple[int, int]],
    text: str,
    forms: list[str],
    starts: list[int],
    ends: list[int],
    flags: bytearray,
    quotation: bool,
) -> None:
    """Marks the words in brackets optional; a word that a bracket cuts is put together and marked as cut."""
    for low, high in sorted(spans, reverse=True):
        inside = [i for i in range(len(forms)) if low <= starts[i] and ends[i] <= high]
        for index in inside:
            flags[index] |= OPTIONAL
        if not quotation or text[low] != "[":
            continue
        before = next((i for i in range(len(forms)) if ends[i] == low), None)
        after = next((i for i in range(len(forms)) if starts[i] == high), None)
        if before is not None and inside:
            flags[before] |= PREFIX
            ends[before] = high
            for index in reversed(inside):
                _remove(index, forms, starts, ends, flags)
        elif after is not None and inside:
            if len(inside) == 1 and ends[inside[0]] - starts[inside[0]] == 1:
                forms[after] = forms[inside[0]] + forms[after]
            else:
                flags[after] |= SUFFIX
            starts[after] = low
            for index in reversed(inside):
                _remove(index, forms, starts, ends, flags)


def _remove(index: int, forms: list[str], starts: list[int], ends: list[int], flags: bytearray) -> None:
    del forms[index], starts[index], ends[index], flags[index]


@cache
def word_classes() -> dict[str, list[frozenset[str]]]:
    """The classes of data/word_classes.tsv; "like" has one set a line."""
    found: dict[str, list[frozenset[str]]] = {}
    for line in data_lines("word_classes.tsv"):
        name, _, words = line.partition("\t")
        found.setdefault(name, []).append(frozenset(words.split()))
    return found


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class of data/word_classes.tsv. Raises KeyError where there is none of that name."""
    return frozenset().union(*word_classes()[name])
