"""Records made up for the tests, from a line for each statement."""

from onrecord.article import Article
from onrecord.record import MadeBy, Record, Span, Speaker, Statement, words

OLDER, NEWER = MadeBy("0.1.0", "older"), MadeBy("0.2.0", "newer")


def record(
    *lines: str | tuple[str, str],
    id: str = "a.txt",
    outlet: str | None = "The Harbour Post",
    published: str | None = "2016-05-02",
    made_by: MadeBy = OLDER,
    kind: str = "person",
    **of_statements: object,
) -> Record:
    """A record with a statement for each "Name said words" or (kind, "Name said words")."""
    text, statements, speakers = "", [], dict[str, Speaker]()
    for number, line in enumerate(lines, start=1):
        its_kind, line = line if isinstance(line, tuple) else (kind, line)
        name, said = line.split(" said ")
        begin = len(text)
        text += line + ".\n"
        source, cue = Span(begin, begin + len(name)), Span(begin + len(name) + 1, begin + len(name) + 5)
        content = Span(cue.end + 1, cue.end + 1 + len(said))
        if name not in speakers:
            id_ = f"p{len(speakers) + 1}"
            speakers[name] = Speaker(id=id_, name=name, kind=its_kind, mentions=(source,))  # type: ignore[arg-type]
        statement = {
            "manner": "indirect",
            "cue_lemma": "say",
            "cue_tone": "neutral",
            "confidence": 0.875,
        } | of_statements
        statements.append(
            Statement(
                id=f"s{number}",
                speaker=speakers[name].id,
                speaker_confidence=0.75,
                source=(source,),
                cue=(cue,),
                content=(content,),
                quote=said,
                **statement,  # type: ignore[arg-type]
            )
        )
    return Record(
        article=Article(id, text or "Nobody says a word.", outlet=outlet, published=published, language="en"),
        statements=tuple(statements),
        speakers=tuple(speakers.values()),
        made_by=made_by,
    )


def full_record() -> Record:
    """A record in which every field holds something out of the ordinary."""
    text = "Zoë O’Neill claimed, at a hearing, “we\0lost 😀” to them. “Ha.” The “so-called” plan failed."
    begin = text.index("“we")
    content = (Span(begin, begin + 4), Span(begin + 5, begin + 11))
    return Record(
        article=Article(
            "päth/\x01a.txt", text, "The Harbour Post", "https://news.example/a?b=c", "A “title”",
            ("C. Writer", "D. Writer; E"), "Mon, 02 May 2016 10:00:00 +0200", "en-GB", ("Read as UTF-16.",),
        ),
        statements=(
            Statement(
                id="s1", speaker="p1", speaker_confidence=0.123456789012345, source=(Span(0, 11),),
                cue=(Span(12, 19),), content=content, quote=words(text, content),
                manner="direct", cue_lemma="claim", cue_tone="distancing", negated=True, hypothetical=True,
                addressee=(Span(text.index("them"), text.index("them") + 4),), venue=(Span(21, 33),),
                confidence=1 / 3,
            ),
            Statement(
                id="s2", content=(Span(text.index("“Ha"), text.index("“Ha") + 5),), quote="“Ha.”",
                manner="direct", parent="s1", confidence=0,
            ),
        ),
        speakers=(
            Speaker(
                id="p1", name="Zoë O’Neill", kind="person", names=("O’Neill", "Zoë"), roles=("mayor",),
                mentions=(Span(0, 11),),
            ),
        ),
        outlet_voice=(Span(text.index("The “so"), len(text)),),
        scare_quotes=(Span(text.index("“so"), text.index("“so") + 11),),
        notes=("The language is given as 'en-GB'.",),
        made_by=OLDER,
    )  # fmt: skip
