"""Whether a cut at the end of a quotation turns its sense, told by the words cut off in the same sentence.

Three kinds of cut do: a negation or doubt over what is kept ("I don't believe that [he lied]"), a condition
("[We will strike] if they do"; "if [we lose], then we go home"), another's view ("they say [it is safe]").
Only these are looked for, and only right at the cut; an article that gives the words around its marks has
kept the sense.
"""

import re

from onrecord.verify.words import Words

_REACH = 8
"""Words cut off that are looked at on each side."""
_LONGEST_CONDITION = 24
"""Words of a condition before its comma."""
_VIEW = (
    r"(?:think|thought|believe|believed|say|said|saying|mean|suggest|suggesting|claim|claimed|argue|argued|insist"
    r"|insisted|contend|feel|agree|accept|know|want|expect|suppose|pretend|imagine)"
)
_NEGATED = re.compile(
    rf"\b(?:not|n't|never|nobody|hardly|deny|doubt|denied) (?:\w+ ){{0,2}}?{_VIEW}"
    r" (?:that |for a minute that )?$"
)
_UNTRUE = re.compile(
    r"\b(?:not|n't|never) (?:\w+ )?(?:true|right|correct|the case|a fact|possible|as if|because|like)"
    r" (?:that |to say that )?$"
)
_OTHERS = re.compile(
    r"\b(?:he|she|they|people|some|critics|opponents|others|everybody|everyone|somebody)"
    r"(?: of (?:\w+ ){0,2}\w+)?"
    rf" (?:'ll |will |would |'d |may |might |can |could |have |has |keep |all |always )?{_VIEW}s? (?:that )?$"
)
_CONDITION = re.compile(r"\b(?:if|unless|suppose|imagine|whether|only if|as if|lest) $")
_AFTER = re.compile(
    r"^(?:but )?(?:only )?"
    r"(?:if(?! you (?:want|will|ask|like|know|look|think))|unless|until|provided|except)\b"
    r"|^(?:is|was) (?:not|n't) (?:true|right)|^is (?:a lie|nonsense|wrong|false)\b"
)
_OPEN_CONDITION = re.compile(r"(?:^|\b(?:decide|and|but|because|that) )(?:if|unless) (?:\w|')")
_OPENS_CONDITION = re.compile(
    r"^(?:(?:and|but|so|now|because|that) )?(?:if|unless|until)\b"
    # What is said for politeness binds nothing.
    r"(?! (?:(?:you|we) (?:want|will|ask|like|know|look|think|remember|go)|i may|i can|anything|necessary))"
)
_CONSEQUENCE = re.compile(r"^then\b")
_GIVEN = re.compile(
    r"\b(?:if|unless|not|n't|never|no|deny|denied|denies|doubt|doubts|whether|until|except|provided|only)\b"
)


def cut_sense(quotation: Words, source: Words, first: int, last: int, before: str, after: str) -> bool:
    """Whether what was cut off before source word `first` or behind `last` (exclusive) turns the sense.

    before, after: the article's words around the quotation; a condition or negation there keeps the sense.
    """
    head = _cut_before(source, first)
    tail = _cut_behind(source, last)
    kept = " ".join(source.forms[first:last])
    turned = bool(head) and any(p.search(head + " ") for p in (_NEGATED, _UNTRUE, _CONDITION))
    # What others say in direct speech begins with a capital: the speaker is then reading out.
    reads_out = source.text[source.starts[first]].isupper() and source.forms[first] != "i"
    turned = turned or (bool(head) and not reads_out and bool(_OTHERS.search(head + " ")))
    turned = turned or _condition_before(source, first)
    turned = turned or (bool(tail) and bool(_AFTER.search(tail)))
    turned = turned or (bool(tail) and bool(_CONSEQUENCE.search(tail)) and bool(_OPEN_CONDITION.search(kept)))
    if not turned:
        return False
    given = f"{before[-120:]} {after[:120]}".casefold().replace("’", "'").replace("n't", " n't")
    return not _GIVEN.search(given) and not re.search(rf"\b{_VIEW}", given)


def _condition_before(source: Words, first: int) -> bool:
    """Whether what is cut off before the word is the sentence's condition, up to its comma: "[If they do,] we
    will"."""
    if first == 0 or "," not in source.between(first - 1):
        return False
    at = first
    while at > max(0, first - _LONGEST_CONDITION) and not source.sentence_ends_after(at - 1):
        at -= 1
    begins = at == 0 or source.sentence_ends_after(at - 1)
    return begins and bool(_OPENS_CONDITION.search(" ".join(source.forms[at:first])))


def _cut_before(source: Words, first: int) -> str:
    at = first
    while at > max(0, first - _REACH) and not source.sentence_ends_after(at - 1) and _joined(source, at - 1):
        at -= 1
    return " ".join(source.forms[at:first])


def _joined(source: Words, at: int) -> bool:
    """Whether nothing stronger than a comma parts a word from the next."""
    return not any(mark in source.between(at) for mark in (";", ":", "--", "—", "–", "\n"))


def _cut_behind(source: Words, last: int) -> str:
    at = last
    if last == 0 or source.sentence_ends_after(last - 1):
        return ""
    while at < min(len(source), last + _REACH):
        if at > last and source.sentence_ends_after(at - 1):
            break
        at += 1
    return " ".join(source.forms[last:at])
