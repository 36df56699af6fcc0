"""The made-up articles: each statement that one names has the speaker it names, and none where nobody can tell."""

import json
import re
from pathlib import Path

import pytest

from onrecord import Reader, Record, Statement
from onrecord.record import Speaker
from onrecord.speaker_evaluation import same_name

ARTICLE = re.compile(r"(?:the|a|an|her|his|their) ", re.I)
FOLDER = Path(__file__).parent / "articles"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))

# What is not right yet, each with what comes out instead. A test that begins to pass fails until its line is
# taken out.
KNOWN_SHORTCOMINGS: dict[str, str] = {}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def innermost(record: Record, start: int, end: int) -> Statement | None:
    """The statement with the least content that holds the characters."""
    holding = [
        (sum(span.end - span.start for span in s.content), n, s)
        for n, s in enumerate(record.statements)
        if any(span.start <= start + 1 and end - 1 <= span.end for span in s.content)
    ]
    return min(holding, default=(0, 0, None))[2]


def is_named(speaker: Speaker, wanted: dict) -> bool:
    """Whether a speaker is the one that is wanted; who has no name is told by the words of the description."""
    accepted = (wanted["name"], *wanted.get("names", ()))
    if same_name(speaker.name, accepted):
        return True
    if wanted["kind"] in ("person", "organisation", "government"):
        return False
    ours = re.findall(r"\w+", speaker.name.lower())
    return any(_holds(ours, theirs) or _holds(theirs, ours) for theirs in map(_words, accepted))


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.lower())


def _holds(whole: list[str], part: list[str]) -> bool:
    return bool(part) and set(part) <= set(whole)


def shortcomings(record: Record, expected: dict) -> list[str]:
    """What of the expected is missing or wrong, a sentence each."""
    text = record.article.text
    wanted = {speaker["name"]: speaker for speaker in expected["speakers"]}
    found = []
    for one in expected["statements"]:
        if not one["must"]:
            continue
        start = text.index(one["content"])
        statement = innermost(record, start, start + len(one["content"]))
        if statement is None:
            found.append(f"no statement holds: {one['content']}")
            continue
        speaker = record.speaker_of(statement)
        if one["speaker"] is None:
            if speaker is not None:
                found.append(f"the speaker is {speaker.name}, and nobody can tell: {one['content']}")
        elif speaker is None:
            found.append(f"there is no speaker, it is {one['speaker']}: {one['content']}")
        elif not is_named(speaker, wanted[one["speaker"]]):
            found.append(f"the speaker is {speaker.name}, not {one['speaker']}: {one['content']}")
        else:
            found += _faults(speaker, wanted[one["speaker"]])
    return list(dict.fromkeys(found))


def _is_name(words: str) -> bool:
    """Whether words are a name rather than a description."""
    return not ARTICLE.match(words) and words[0].isupper() and all(w[0].isupper() for w in words.split())


def _faults(speaker: Speaker, wanted: dict) -> list[str]:
    found = []
    if speaker.kind != wanted["kind"]:
        found.append(f"{speaker.name} is of kind {speaker.kind}, not {wanted['kind']}")
    known = (speaker.name, *speaker.names)
    names = [name for name in wanted.get("names", ()) if _is_name(name)]
    found += [f"{speaker.name} is not also {n}" for n in names if not same_name(n, known)]
    roles = [" ".join(_words(role)) for role in speaker.roles]
    for role in wanted.get("roles", ()):
        if not any(" ".join(_words(ARTICLE.sub("", role))) in other for other in roles):
            found.append(f"{speaker.name} has the roles {speaker.roles}, not {role}")
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_speakers_of_the_article_are_told(name: str, reader: Reader) -> None:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    expected = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    found = shortcomings(reader.read(text), expected)
    if name in KNOWN_SHORTCOMINGS:
        assert found, f"{name} passes now: take it out of KNOWN_SHORTCOMINGS"
        pytest.xfail(KNOWN_SHORTCOMINGS[name])
    assert not found, "\n".join(found)
