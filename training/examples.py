"""Annotated articles as the network learns them: words, flat tags, and the attributions as word ranges."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.statements.decoding import B_CONTENT, B_CUE, B_SOURCE
from onrecord.statements.words import Words, split_words

Ranges = list[tuple[int, int]]
ROLES = {"source": B_SOURCE, "cue": B_CUE, "content": B_CONTENT}


@dataclass(frozen=True, slots=True)
class Attribution:
    """Word ranges [start, end) of each role; `nested` where it stands inside another's content."""

    source: Ranges
    cue: Ranges
    content: Ranges
    nested: bool

    def tagged(self) -> Iterator[tuple[int, int, int]]:
        for ranges, tag in ((self.source, B_SOURCE), (self.cue, B_CUE), (self.content, B_CONTENT)):
            for start, end in ranges:
                yield start, end, tag


@dataclass(frozen=True, slots=True)
class Example:
    """An article to learn from. `nested_known` where nested attributions are annotated as well."""

    words: Words
    tags: NDArray[np.int64]
    inner: NDArray[np.int64]
    attributions: list[Attribution]
    nested_known: bool


def word_ranges(words: Words, spans: list[list[int]]) -> Ranges:
    """Character spans as word ranges: the words that a span touches; spans that touch none are left out."""
    ranges = []
    for start, end in spans:
        a = int(np.searchsorted(words.end, start, side="right"))
        b = int(np.searchsorted(words.start, end))
        if a < b:
            ranges.append((a, b))
    return sorted(ranges)


def example(
    text: str, attributions: list[dict[str, list[list[int]]]], tokenizer: Tokenizer, nested_known: bool
) -> Example:
    words = split_words(text, tokenizer)
    made = []
    for given in attributions:
        ranges = {role: word_ranges(words, given[role]) for role in ROLES}
        if ranges["content"]:
            made.append(Attribution(**ranges, nested=bool(given.get("nested", False))))
    tags = np.zeros(len(words.start), dtype=np.int64)
    inner = np.zeros(len(words.start), dtype=np.int64)
    for attribution in made:
        if attribution.nested:
            for start, end in attribution.cue:
                inner[start:end] = 1
            continue
        for start, end, tag in attribution.tagged():
            tags[start:end] = tag + 1
            tags[start] = tag
    return Example(words, tags, inner, made, nested_known)


def read_lines(path: Path) -> Iterator[dict]:
    """The objects of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def polnear(path: Path, tokenizer: Tokenizer) -> Iterator[Example]:
    """The articles of a PolNeAR file, each in the version of the first annotator by name."""
    for article in read_lines(path):
        versions = article["annotators"]
        yield example(article["text"], versions[min(versions)], tokenizer, nested_known=False)


_TAG = re.compile(r"\{(\d+)([SCT])\|")


def marked_up(passage: str) -> tuple[str, list[dict]]:
    """A made-up passage without its markup, and its attributions (see training/made_up/README.md).

    Spans are characters of the text without markup. Raises ValueError where braces do not match.
    """
    text: list[str] = []
    length = 0
    found: dict[str, dict] = {}
    stack: list[tuple[str, str, int]] = []
    at = 0
    while at < len(passage):
        tag = _TAG.match(passage, at)
        if tag:
            stack.append((tag[1], {"S": "source", "C": "cue", "T": "content"}[tag[2]], length))
            at = tag.end()
        elif passage[at] == "}":
            if not stack:
                raise ValueError(
                    f"a brace is closed that was not opened: {passage[max(0, at - 30) : at + 1]!r}"
                )
            number, role, start = stack.pop()
            entry = found.setdefault(number, {"source": [], "cue": [], "content": [], "nested": False})
            entry[role].append([start, length])
            # A source may serve two attributions; only a content inside another's content is nested.
            entry["nested"] |= role == "content" and any(o[0] != number and o[1] == role for o in stack)
            at += 1
        else:
            text.append(passage[at])
            length += 1
            at += 1
    if stack:
        raise ValueError(f"a brace is not closed in the passage that begins {passage[:60]!r}")
    return "".join(text), list(found.values())


def made_up(folder: Path, tokenizer: Tokenizer) -> Iterator[Example]:
    """The made-up passages of a folder, with their nested attributions."""
    for path in sorted(folder.glob("*.txt")):
        for passage in re.split(r"^%%\s*$", path.read_text("utf8"), flags=re.M):
            if passage.strip():
                text, attributions = marked_up(passage.strip())
                yield example(text, attributions, tokenizer, nested_known=True)
