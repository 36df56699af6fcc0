"""Words that tell a reader something else: a negation lost or added, another pronoun, number, name,
quantifier, modal, a word of another or of the opposite sense."""

import re
from collections.abc import Sequence

from typed_edits.change import Change
from typed_edits.wordlists import like, others, rows, sets

_AUXILIARY = r"(?:is|are|was|were|will|must|should|would|could|can|may|have|has|had)"
_NEGATIVE = re.compile(
    r"\b(?:not|no|never|nor|neither|without|nothing|none|nobody|hardly|cannot|fail\w*|refus\w*|less)\b|n['’]t\b",
    re.I,
)
_CONTRACTED = {
    "is": "isn't",
    "are": "aren't",
    "was": "wasn't",
    "were": "weren't",
    "will": "won't",
    "can": "can't",
    "should": "shouldn't",
    "would": "wouldn't",
    "could": "couldn't",
    "have": "haven't",
    "has": "hasn't",
    "had": "hadn't",
}
_SUBJECT = (
    r"\b(?:I|[Ww]e|[Tt]hey|[Yy]ou|[Hh]e|[Ss]he|[Ii]t|[Tt]his|[Tt]hat|[Tt]here|who|which"
    r"|[a-z]{4,}|[A-Z][a-z]{3,}) "
)
_NO_SUBJECT = frozenset(("what", "when", "where", "whether", "than", "more", "most", "such", "that", "as"))


def negation_added(text: str) -> list[Change]:
    found = []
    for match in re.finditer(rf"{_SUBJECT}(?P<verb>{_AUXILIARY})(?= (?P<next>[a-z]+)\b)", text):
        verb = match["verb"]
        around = text[max(0, match.start() - 25) : match.end() + 25]
        if _NEGATIVE.search(around) or match[0].split()[0].lower() in _NO_SUBJECT:
            continue
        if verb in ("have", "has", "had") and not re.search(r"(?:ed|en)$", match["next"]):
            continue
        if match["next"] in ("only", "to"):
            continue
        if verb == "can":
            found.append(Change(*match.span("verb"), "cannot"))
        else:
            found.append(Change(match.end("verb"), match.end("verb"), " not"))
        if verb in _CONTRACTED:
            found.append(Change(*match.span("verb"), _CONTRACTED[verb]))
    return found


def negation_left_out(text: str) -> list[Change]:
    """A "not" or "never" left out, and nothing put for it."""
    after = (
        r"(?! (?:only|just|merely|simply|alone|so much|because|even|all|every|until|but|less|more|at all))"
        r"(?=,? [a-z])"
    )
    found = [
        Change(*match.span(), "")
        for match in re.finditer(rf"(?<=[a-z]) (?:not|never)\b{after}", text)
        if re.search(r"\b(?:\w+ly|[a-z]+)$", text[: match.start()])
        and not re.search(
            r"\b(?:whether or|or|if|why|and|but|though|although|than|as)$", text[: match.start()], re.I
        )
    ]
    return [change for change in found if not _two_negations(text, change)]


def negation_replaced(text: str) -> list[Change]:
    """A negative word put positively: "don't" as "do", "without" as "with"."""
    found = []
    pairs = {"without": "with", "nothing": "everything", "nobody": "everybody", "cannot": "can"}
    pairs |= {"no one": "everyone", "never": "always", "none of": "all of"}
    for old, new in pairs.items():
        for match in re.finditer(rf"(?i:\b{old}\b)(?! (?:but|less|more|only|at all)\b)", text):
            found.append(Change(*match.span(), like(match[0], new)))
    for match in re.finditer(
        r"\b(do|does|did|is|are|was|were|have|has|had|would|could|should)n['’]t\b"
        r"(?! (?:this|that|it|we|they|you|there))(?= [a-z])",
        text,
    ):
        found.append(Change(*match.span(), match[1]))
    for match in re.finditer(r"\b(wo|ca)n['’]t\b(?= [a-z])", text):
        found.append(Change(*match.span(), {"wo": "will", "ca": "can"}[match[1]]))
    return [change for change in found if not _two_negations(text, change)]


def _two_negations(text: str, change: Change) -> bool:
    """Whether another negation stands near, which makes it unclear what is lost."""
    near = text[max(0, change.start - 30) : change.start] + " " + text[change.end : change.end + 30]
    return bool(_NEGATIVE.search(near))


def pronoun(text: str) -> list[Change]:
    found = []
    for old, new in others("pronouns").items():
        for match in re.finditer(rf"\b(?:{old}|{old.capitalize()})\b(?!-)(?P<next>['’]\w+|,? \w+|)", text):
            at_start = match[0][0].isupper() and old != "I"
            for word in new:
                if _fits(old, word, match["next"].strip()):
                    written = like("X", word) if at_start or (match.start() == 0 and word != "I") else word
                    found.append(Change(match.start(), match.start() + len(old), written))
    return found


_FITS_ALL = re.compile(r"(?:['’](?:ll|d)|(?:will|would|could|should|must|may|might|can|had)\b|\w+ed\b)")


def _fits(old: str, new: str, behind: str) -> bool:
    """Whether the verb behind can stay as it is."""
    if old == "you" and not re.match(
        r"(?:['’]|(?:are|have|will|can|must|know|may|should|would|could)\b)", behind
    ):
        return False
    one, other = (
        "singular" if word in ("he", "she") else "first" if word == "I" else "" for word in (old, new)
    )
    if one == other:
        return True
    if "singular" in (one, other):
        return bool(_FITS_ALL.match(behind))
    return not re.match(r"(?:['’](?:m|re)|(?:am|are|was|were)\b)", behind)


def number(text: str) -> list[Change]:
    found = []
    for match in re.finditer(r"(?<![\w.,/:-])[$£€]?(?P<digits>\d[\d,]*)(?:\.\d+)?(?![\w/:-])", text):
        digits = match["digits"].rstrip(",")
        at = match.start("digits")
        for place, digit in enumerate(digits):
            if digit.isdigit():
                for new in "123456789":
                    if new != digit and not (len(digits) == 1 and new == "1"):
                        found.append(Change(at, at + len(digits), digits[:place] + new + digits[place + 1 :]))
    for _, *row in (row for row in rows("numbers") if row[0] == "other"):
        for old in row:
            pattern = rf"(?<![-\w]){old}(?![-\w])"
            for match in re.finditer(pattern, text):
                if old in ("second", "third") and re.match(r"s? (?:of|place|world)", text[match.end() :]):
                    continue
                found += [Change(*match.span(), new) for new in row if new != old]
    return found


def name(text: str, names: Sequence[str]) -> list[Change]:
    """Another name of the same transcripts for one inside a sentence."""
    known = set(names)
    found = []
    for match in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b(?!['’-])", text):
        if match[0] in known and not re.search(r"[A-Z]\w+ $", text[: match.start()]):
            if re.match(r" [A-Z]", text[match.end() :]):
                continue
            found += [
                Change(*match.span(), new)
                for new in names
                if new[:4] != match[0][:4] and new not in text and _end(new) == _end(match[0])
            ]
    return found


def _end(word: str) -> str:
    """What kind of name the ending tells: of a people (Spanish, Americans), or none."""
    return next((end for end in ("ish", "ese", "ans", "an") if word.endswith(end)), "")


def quantifier(text: str) -> list[Change]:
    found = []
    for old, new in others("quantifiers").items():
        for match in re.finditer(rf"(?i:\b{old}\b)(?!-)(?=,? \w)", text):
            before, behind = text[: match.start()].lower(), text[match.end() :].lstrip().lower()
            if re.search(
                r"\b(?:at|after|above|of|in|for|not|no|any|how|so|too|as|great|good|a|an|the|very|is|once|our"
                r"|my|their|his|any|much|many|and) $",
                before,
            ):
                continue
            if old == "all" and re.match(r"(?:right|over|too|along|the (?:more|same|while|time))\b", behind):
                continue
            if old == "most" and not re.match(r"(?:of|people|\w+s\b)", behind):
                continue
            if old in ("more", "less") and not re.match(r"(?:\w+s\b|money|than|time|help|work)", behind):
                continue
            if old == "some" and re.match(r"(?:day|time|years|\w+(?:ty|teen)|\d)\b", behind):
                continue
            if old in ("half", "both") and not re.match(r"(?:of|the)\b", behind):
                continue
            found += [Change(*match.span(), like(match[0], word)) for word in new]
    return found


def limit_left_out(text: str) -> list[Change]:
    """An "almost", "nearly" or "only" left out, and nothing put for it."""
    return [
        Change(*match.span(), "")
        for match in re.finditer(
            r"(?<=\w) (?:almost|nearly|only)(?= (?:(?:all|every|half|an?|one|two|three)\b|\d))", text
        )
        if not re.search(r"\b(?:not|if|the)$", text[: match.start()])
    ]


def modal(text: str) -> list[Change]:
    found = []
    for old, new in others("modals").items():
        for match in re.finditer(rf"{_SUBJECT}(?P<verb>\b{old}\b)(?= (?:not )?[a-z]{{2,}}\b)", text):
            following = re.match(r" (?:not )?([a-z]+)", text[match.end() :])
            if (
                following
                and following[1] in ("of", "and", "or", "to", "in", "for", "with", "that", "is")
                and old != "ought"
            ):
                continue
            found += [Change(*match.span("verb"), word) for word in new]
    return found


def antonym(text: str) -> list[Change]:
    return _of_sets(text, "antonyms")


def content_word(text: str) -> list[Change]:
    return _of_sets(text, "content")


def _of_sets(text: str, name: str) -> list[Change]:
    found = []
    for match in re.finditer(r"(?<![-\w])[a-z]+(?![-\w'’])", text):
        for new in sets(name).get(match[0], ()):
            if match[0] == "just" and re.match(r" (?:as|how|what|a|the|one|over|now)\b", text[match.end() :]):
                continue
            if match[0] in ("first", "last") and re.search(r"\b(?:at|since) $", text[: match.start()]):
                continue
            if new not in text:
                found.append(Change(*match.span(), new))
    return found
