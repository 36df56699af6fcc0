"""Documents and their turns, from files in the transcripts' format: one JSON object a line, plain or gzipped.

{"doc_id": …, "date": …, "title": …, "turns": [{"speaker": …, "text": …}, …]}
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from typed_edits.wordlists import rows

WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Turn:
    """What one speaker says at one time: document id, number from 0, speaker, text."""

    document: str
    number: int
    speaker: str
    text: str


class BadTranscripts(Exception):
    """A file of transcripts cannot be used; the message says which and why."""


def plain(text: str) -> str:
    """The words in lower case, one space between and around them: what is compared to tell whether two
    texts say the same."""
    return f" {' '.join(WORD.findall(text.replace('’', chr(39)).lower()))} "


class Transcripts:
    """The turns of a folder or file, with what is looked up in all of them."""

    def __init__(self, turns: Iterable[Turn]) -> None:
        self.turns = tuple(turns)
        self._plain = "\n".join(plain(turn.text) for turn in self.turns)

    def times(self, text: str) -> int:
        """How often the text's words stand in the transcripts, in a row."""
        words = plain(text)
        found, at = 0, self._plain.find(words)
        while at >= 0 and found < 2:
            found += 1
            at = self._plain.find(words, at + 1)
        return found

    def share_a_run(self, text: str, length: int) -> bool:
        """Whether any run of so many words of the text stands in the transcripts."""
        words = plain(text).split()
        runs = range(max(1, len(words) - length + 1))
        return any(f" {' '.join(words[at : at + length])} " in self._plain for at in runs)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Words that are names, as far as capitals tell: always with a capital, and often inside a
        sentence."""
        inside: Counter[str] = Counter()
        small: set[str] = set()
        for turn in self.turns:
            for match in WORD.finditer(turn.text):
                word = match[0]
                if word[0].islower():
                    small.add(word)
                elif len(word) > 3 and word[1:].islower() and word.isalpha():
                    before = turn.text[max(0, match.start() - 2) : match.start()]
                    hyphen = turn.text[match.end() : match.end() + 1] == "-"
                    inside[word] += bool(re.fullmatch(r"[a-z,] ", before)) and not hyphen
        titles = rows("titles")[0]
        known = (word for word, count in inside.items() if count > 1 and word.lower() not in small)
        return tuple(sorted(word for word in known if word not in titles))


def read(path: Path) -> Iterator[Turn]:
    """The turns of a file or of every .jsonl and .jsonl.gz file of a folder. Raises BadTranscripts."""
    files = (
        sorted(p for p in path.rglob("*") if p.name.endswith((".jsonl", ".jsonl.gz")))
        if path.is_dir()
        else [path]
    )
    if not files or not path.exists():
        raise BadTranscripts(f"there is no transcript (.jsonl, .jsonl.gz) at {path}")
    for file in files:
        opened = gzip.open if file.name.endswith(".gz") else open
        try:
            with opened(file, "rt", encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        yield from _turns(json.loads(line), f"{file}:{number}")
        except (OSError, EOFError, ValueError) as error:
            raise BadTranscripts(f"{file} cannot be read: {error}") from error


def _turns(document: object, place: str) -> Iterator[Turn]:
    if not isinstance(document, dict) or not isinstance(document.get("turns"), list):
        raise BadTranscripts(f"{place} is not a document with turns")
    for number, turn in enumerate(document["turns"]):
        if isinstance(turn, dict) and isinstance(turn.get("text"), str):
            yield Turn(
                str(document.get("doc_id", place)), number, str(turn.get("speaker") or ""), turn["text"]
            )
