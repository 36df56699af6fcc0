"""Words put otherwise that say the same: contractions, tense, function words."""

import re

from typed_edits.change import Change
from typed_edits.wordlists import WORDS, like, others, rows

_VIEW = r"(?:believe|think|know|hope|say|said|told (?:me|us|you|them)|feel|agree|understand)"


def contraction(text: str) -> list[Change]:
    """A contraction written out, or two words drawn together."""
    found = []
    for full, short in rows("contractions"):
        for match in re.finditer(rf"(?i:\b{full}\b)(?! (?:not|have to))(?=,? [a-z])", text):
            found.append(Change(*match.span(), like(match[0], short)))
        written = re.escape(short).replace("'", "['’]")
        for match in re.finditer(rf"(?i:\b{written}\b)(?=,? [a-z])", text):
            if short in ("he's", "she's", "it's", "that's", "there's", "let's") and not _is_clear(
                short, text[match.end() :]
            ):
                continue
            found.append(Change(*match.span(), like(match[0], full)))
    return found


def _is_clear(short: str, behind: str) -> bool:
    """Whether 's stands for "is" here (in let's for "us"), and not for "has"."""
    return short == "let's" or bool(
        re.match(r" (?:a|an|the|not|my|our|in|on|at|very|too|all|so|time)\b", behind)
    )


def _tenses() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    anywhere, _, bound = (
        (WORDS / "tenses.tsv").read_text("utf-8").split("\n", 2)[2].partition("after a pronoun\n")
    )
    return tuple(
        [tuple(line.split("\t")) for line in part.splitlines() if line] for part in (anywhere, bound)
    )  # type: ignore[return-value]


_NO_FINITE = re.compile(
    r"\b(?:have|has|had|be|been|is|are|was|were|not|to"
    r"|(?:shall|will|do|did|can|must|should|would|could|may|might|let) \w+) $",
    re.I,
)
"""What stands before a participle or infinitive, whose tense cannot be changed."""


def tense(text: str) -> list[Change]:
    found = []
    anywhere, bound = _tenses()
    for before, pairs in (("", anywhere), (r"(?i:\b(?:I|we|they|you)) ", bound)):
        for present, past in pairs:
            for old, new in ((present, past), (past, present)):
                if before == "" and old in (
                    "called",
                    "had",
                    "made",
                    "included",
                    "required",
                    "needed",
                    "wanted",
                ):
                    # A participle as often as a past; after "have" it cannot be put in the present.
                    continue
                for match in re.finditer(rf"{before}(?P<verb>\b{old}\b)(?!['’-])", text):
                    if _NO_FINITE.search(text, 0, match.start("verb")):
                        continue
                    found.append(Change(*match.span("verb"), new))
    return found


def function_word(text: str) -> list[Change]:
    found = []
    for old, new in others("function").items():
        for match in re.finditer(rf"\b{old}\b(?=,? \w)(?!-)", text):
            if re.search(r"\w ?$", text[: match.start()]):
                following = text[match.end() :].lstrip()
                for word in new:
                    if old == "those" and following.startswith("who"):
                        continue
                    if word == "a" and (following[:1].lower() in "aeiou" or re.match(r"\w+s\b", following)):
                        continue
                    found.append(Change(*match.span(), word))
    return found


def that_added(text: str) -> list[Change]:
    """A "that" put after a verb that leaves it out: "I believe it is" as "I believe that it is"."""
    return [
        Change(match.end(), match.end(), " that")
        for match in re.finditer(
            rf"\b(?:I|we|they|you) {_VIEW}(?= (?:I|we|they|you|it|he|she|the|this) )", text
        )
    ]
