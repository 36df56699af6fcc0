"""Texts in which people have said whom mentions stand for: PolNeAR, GUM, GAP and made-up passages."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.statements.assembly import Draft

HERE = Path(__file__).parent

NOTHING = "-"
"""What a mention is marked with that stands for nobody, or for nothing that could speak."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with marked mentions.

    marks      of each marked span the entity that it stands for, by name or number, or NOTHING
    sources    of each draft's number the entity that its source stands for
    names      of each entity the names and descriptions that the text has for it
    kinds      of each entity its kind, where that was annotated
    drafts     annotated statements; None where the extractor is to find them
    """

    id: str
    text: str
    marks: dict[Span, str]
    sources: dict[int, str] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    drafts: list[Draft] | None = None


def lines(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def polnear(articles: Path, annotations: Path) -> Iterator[Document]:
    """PolNeAR articles with the speakers of their sources and the referents of their pronouns."""
    texts = {article["id"]: article for article in lines(articles)}
    for annotation in lines(annotations):
        article = texts[annotation["id"]]
        text = article["text"]
        gold = article["annotators"][min(article["annotators"])]
        entities = annotation["entities"]

        def name(number: int) -> str:
            return NOTHING if number < 0 else str(number)

        marks = {(start, end): name(number) for start, end, number in annotation["mentions"]}
        sources = {int(place): name(number) for place, number in annotation["sources"].items()}
        drafts = [_draft(one) for one in gold]
        for place, entity in sources.items():
            for start, end in gold[place]["source"][:1]:
                marks.setdefault((start, end), entity)
        yield Document(
            annotation["id"],
            text,
            marks,
            sources,
            {name(n): [text[s:e] for s, e in one["names"]] for n, one in enumerate(entities)},
            {name(n): one["kind"] for n, one in enumerate(entities)},
            drafts,
        )


def _draft(attribution: dict) -> Draft:
    source, cue, content = (
        tuple((start, end) for start, end in attribution[role]) for role in ("source", "cue", "content")
    )
    return Draft(source, cue, content or cue or source or ((0, 1),), 1.0)


def gum(path: Path, split: str) -> Iterator[Document]:
    """The documents of one split of GUM (Zeldes 2017); its tokens are joined as they are written in print."""
    for document in lines(path):
        if document["split"] != split:
            continue
        text, spans = joined(document["tokens"])
        marks: dict[Span, str] = {}
        names: dict[str, list[str]] = {}
        for mention in document["mentions"]:
            start, end = spans[mention["start"]][0], spans[mention["end"]][1]
            marks[start, end] = mention["cluster"]
            if text[start].isupper() and mention["etype"] in ("person", "organization", "place"):
                names.setdefault(mention["cluster"], []).append(text[start:end])
        yield Document(document["doc_id"], text, marks, {}, names)


_NO_SPACE_BEFORE = re.compile(r"[.,;:!?)\]}%’”]|n't$|'(?:s|re|ve|ll|d|m)$|’(?:s|re|ve|ll|d|m)$")


def joined(tokens: Iterable[str]) -> tuple[str, list[Span]]:
    """The text of tokens and where each stands in it."""
    text = ""
    spans = []
    quoted = False
    for token in tokens:
        glued = not text or bool(_NO_SPACE_BEFORE.match(token)) or text[-1] in "([{$£“‘"
        if token == '"':
            glued = quoted or not text
            quoted = not quoted
        elif text.endswith('"') and quoted:
            glued = True
        if not glued:
            text += " "
        spans.append((len(text), len(text) + len(token)))
        text += token
    return text, spans


def gap(path: Path, split: str) -> Iterator[Document]:
    """The passages of one split of GAP (Webster et al. 2018) whose pronoun stands for one of two names."""
    for passage in lines(path):
        if passage["split"] != split or not (passage["A_coref"] or passage["B_coref"]):
            continue
        marks = {}
        names = {}
        for name in ("A", "B"):
            start = passage[f"{name}_offset"]
            marks[start, start + len(passage[name])] = name
            names[name] = [passage[name]]
        start = passage["pronoun_offset"]
        marks[start, start + len(passage["pronoun"])] = "A" if passage["A_coref"] else "B"
        yield Document(passage["id"], passage["text"], marks, {}, names)


_MARK = re.compile(r"\{(\d+)(\*?)\||\}")


def made_up(folder: Path = HERE) -> Iterator[Document]:
    """The passages of the files made_up_*.txt; README.md has the markup."""
    for path in sorted(folder.glob("made_up_*.txt")):
        body = path.read_text("utf-8").partition("\n")[2]
        for number, passage in enumerate(re.split(r"^%%\s*$", body, flags=re.M), start=1):
            if passage.strip():
                yield _unmarked(f"{path.stem}-{number}", passage.strip())


def _unmarked(name: str, passage: str) -> Document:
    text = ""
    marks: dict[Span, str] = {}
    names: dict[str, list[str]] = {}
    waiting: list[tuple[int, str]] = []
    at = 0
    for match in _MARK.finditer(passage):
        text += passage[at : match.start()]
        at = match.end()
        if match[1] is not None:
            waiting.append((len(text), match[1]))
            continue
        if not waiting:
            raise ValueError(f"{name}: a brace closes that none opened, after {text[-40:]!r}")
        start, entity = waiting.pop()
        marks[start, len(text)] = NOTHING if entity == "0" else entity
        if entity != "0":
            names.setdefault(entity, []).append(text[start:])
    if waiting:
        raise ValueError(f"{name}: a brace is never closed, at {text[waiting[0][0] :][:40]!r}")
    return Document(name, text + passage[at:], marks, {}, names)
