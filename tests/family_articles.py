"""Articles made up for the tests of families: each a line or more of other words around its quotations."""

import hashlib

from onrecord.article import Article
from onrecord.record import MadeBy, Record, Span, Speaker, Statement

_FILLER = ("harbour", "quay", "ferry", "council", "ballot", "budget", "winter", "storm", "bridge", "tower")


def prose(seed: str, words: int = 150) -> str:
    """Words of an article's own; others for another seed."""
    marks = (hashlib.sha256(f"{seed} {at}".encode()).digest() for at in range(words))
    return " ".join(_FILLER[mark[0] % len(_FILLER)] + "abcdefghij"[mark[1] % 10] for mark in marks) + "."


def article(
    outlet: str,
    day: str | None,
    *quotations: tuple[str, ...],
    own: str | None = None,
    made_by: str = "one",
) -> Record:
    """An article in which each (speaker, cue, "words") is printed as: Speaker cue, “words”.

    With further words they are the pieces after the attribution: “words,” Speaker cue, “further words”.
    `own` is the seed of its own prose, by default outlet and day.
    """
    text = prose(f"{outlet} {day}" if own is None else own) + "\n\n"
    statements, speakers = [], dict[str, Speaker]()
    for number, (name, cue, *pieces) in enumerate(quotations, start=1):
        content = []
        if len(pieces) > 1:
            content.append(Span(len(text), len(text) + len(pieces[0]) + 2))
            text += f"“{pieces.pop(0)}” "
        source = Span(len(text), len(text) + len(name))
        cued = Span(source.end + 1, source.end + 1 + len(cue))
        text += f"{name} {cue}, "
        content.append(Span(len(text), len(text) + len(pieces[0]) + 2))
        text += f"“{pieces[0]}”\n\n"
        speakers.setdefault(name, Speaker(id=f"p{number}", name=name, kind="person", mentions=(source,)))
        statements.append(
            Statement(
                id=f"s{number}",
                speaker=speakers[name].id,
                speaker_confidence=0.75,
                source=(source,),
                cue=(cued,),
                content=tuple(content),
                quote=" … ".join(text[span.start : span.end] for span in content),
                manner="direct",
                cue_lemma=cue,
                confidence=0.875,
            )
        )
    return Record(
        article=Article(f"{outlet} {day}", text, outlet=outlet, published=day, language="en"),
        statements=tuple(statements),
        speakers=tuple(speakers.values()),
        made_by=MadeBy("0.1.0", made_by),
    )
