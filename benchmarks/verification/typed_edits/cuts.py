"""What is cut off a quotation's ends, and what is left out inside it."""

import re
from collections.abc import Iterator

from typed_edits.change import Change
from typed_edits.stretches import LONGEST, SHORTEST, Stretch
from typed_edits.wordlists import rows

_NO_FREE_IF = "".join(
    f"(?<!{word} )"
    for word in (
        "as",
        "even",
        "what",
        "only",
        "see",
        "ask",
        "know",
        "wonder",
        "determine",
        "and",
        "or",
        "that",
    )
)
"""Behind these words "if" opens no condition of what stands before."""
_LAST_CONDITION = re.compile(rf"(?<=\w)(?P<comma>,)? {_NO_FREE_IF}(?:if|unless|provided that) (?=[a-z])")
_FIRST_CONDITION = re.compile(
    r"^(?:And |But )?(?:If|Unless|Until) (?P<condition>[^,;:.?!—]{8,120}), "
    r"(?=(?:then )?(?:we|they|it|you|I|he|she|there|the|this|our) [^,]{0,40}"
    r"\b(?:will|shall|would|can|must|may|should)\b)"
)
_DENIED = re.compile(
    r"\b(?:I|[Ww]e) (?:do not|don['’]t|did not|didn['’]t|cannot|can['’]t|never|will not|won['’]t)"
    r" (?:believe|think|say|said|accept|agree|suggest|pretend|mean|contend|claim|tell (?:you|them))"
    r" (?:that )?(?=(?:we|they|it|you|I|he|she|there|the|this|any|our|all) )"
)
_VIEW = re.compile(
    r"(?:^|[,;] (?:and |but )?|^(?:But|And|Now|Today|Yet),? )"
    r"(?:[Ss]ome|[Tt]hey|[Mm]any|[Cc]ritics|[Oo]thers|[Ss]ome people|[Pp]eople|[Ss]ome of \w+ \w+)"
    r" (?:\w+ )?"
    r"(?:say|said|believe|believed|think|thought|claim|claimed|argue|argued|insist|insisted|contend)"
    r" (?:that )?(?=(?:we|they|it|you|I|he|she|there|the|this|any|our|all) )"
)
_NEGATIVE = re.compile(r"\b(?:not|no|never|nor|if|unless)\b|n['’]t\b", re.I)


def condition_behind(sentence: Stretch) -> Iterator[Stretch]:
    """The sentence without the condition at its end: "We will stay [if they ask us]"."""
    for match in _LAST_CONDITION.finditer(sentence.text):
        yield from _kept(sentence, 0, match.start())


def condition_before(sentence: Stretch) -> Iterator[Stretch]:
    """The sentence without the condition at its beginning: "[If they ask us,] we will stay"."""
    match = _FIRST_CONDITION.match(sentence.text)
    if match:
        yield from _kept(sentence, match.end(), len(sentence.text))


def denial_before(sentence: Stretch) -> Iterator[Stretch]:
    """What the sentence denies, without the denial: "[I do not believe that] it is safe"."""
    for match in _DENIED.finditer(sentence.text):
        yield from _kept(sentence, match.end(), len(sentence.text))


def view_before(sentence: Stretch) -> Iterator[Stretch]:
    """What others say, without their saying it: "[Some say that] it is safe"."""
    for match in _VIEW.finditer(sentence.text):
        if re.search(r"\b(?:share|disagree|that view)\b", sentence.text):
            continue
        yield from _kept(sentence, match.end(), len(sentence.text))


def _kept(sentence: Stretch, start: int, end: int) -> Iterator[Stretch]:
    part = Stretch(sentence.turn, sentence.start + start, sentence.start + end, sentence.outer)
    if SHORTEST <= part.words <= LONGEST and part.words < sentence.words:
        yield part


_CHANGES_SENSE = re.compile(
    r"\b(?:percent|per|cent|dollars"
    r"|hundreds?|thousands?|[mb]illions?|two|three|four|five|six|seven|eight|nine|ten|not|no|never|nobody|none|nothing|neither|nor|without|cannot|hardly|if|unless|whether|until|except|only"
    r"|almost|nearly|all|every\w*|some\w*|most|many|few|may|might|must|should|can|could|will|would|shall|perhaps|say|said|think"
    r"|believe|told|that|who|which|I|we|they|he|she|you|is|are|was|were|be|been|has|have|had|and|or|but)\b|n['’]t\b|\d",
    re.I,
)


def left_out(text: str, joint: str) -> Iterator[Change]:
    """From two to nine words left out inside a sentence, none of which turns the sense; `joint` is put for
    them."""
    starts = [match.start() for match in re.finditer(r"(?<= )\w", text)]
    for number, start in enumerate(starts):
        for end in starts[number + 2 : number + 10]:
            gone = text[start:end]
            if _CHANGES_SENSE.search(gone) or re.search(r"[.?!;:\"“”—]|--", gone):
                continue
            before, behind = text[:start], text[end:]
            if len(before.split()) < 4 or len(behind.split()) < 4:
                continue
            # Of words that come again at the edge nobody can tell which were left out.
            first, last = _bare(gone)[0], _bare(gone)[-1]
            if first == _bare(behind)[0] or last == _bare(before)[-1]:
                continue
            yield Change(start, end, joint)


def _bare(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def word_left_out(text: str) -> list[Change]:
    """One word left out that says little: also, very, really."""
    found = []
    for (word,) in rows("droppable"):
        for match in re.finditer(rf"(?<=[a-z]) {word}(?= [a-z])", text):
            if not re.search(
                r"\b(?:not|as|so|is|are|was|were|or|and|until|from|of|by|for|how|too|even)$",
                text[: match.start()],
            ):
                found.append(Change(*match.span(), ""))
    return found


def sentence_left_out(text: str) -> list[Change]:
    """The second of three sentences left out, and marked."""
    ends = [match.end() for match in re.finditer(r"[a-z]{3,}[.!?] (?=[A-Z])", text)]
    if len(ends) != 2 or not 3 <= len(text[ends[0] : ends[1]].split()) <= 25:
        return []
    return [Change(ends[0], ends[1], joint) for joint in ("… ", "... ")]
