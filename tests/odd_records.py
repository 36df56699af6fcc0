"""Records that no article would have and every form must survive: any text, any spans, any names."""

from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from made_up import OLDER, full_record
from texts import any_texts

from onrecord.article import Article
from onrecord.reader import Reader
from onrecord.record import ROLES, Record, Span, Speaker, Statement, words

ARTICLES = Path(__file__).parent / "articles"

odd_names = st.one_of(
    st.sampled_from(
        ["s1", "", "../../etc/passwd", "a\nb", "a|b", "_", "<&>\"'", "CON", "é/ñ", "x" * 300, "\0", "]]>"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)


@cache
def read_articles() -> tuple[Record, ...]:
    """The records of all articles that are made up for the tests."""
    reader = Reader()
    return tuple(
        reader.read(Article(path.stem, path.read_bytes().decode())) for path in sorted(ARTICLES.glob("*.txt"))
    )


def specimens() -> tuple[Record, ...]:
    """Those, and some that are out of the ordinary."""
    bare = [
        Record(article=Article(id, text), statements=(), made_by=OLDER)
        for id, text in (
            ("empty", ""), ("blank", " \n\t\r\n "), ("nul", "a\0b\ufffe\x1b\x85\u2028\x0b"),
            ("long", "w" * 70_000),
            ("markup", "<p>&amp; ]]> <!-- --> </text></TEI>"), ("bidi", "\u202eשלום\u202c 😀👩‍👩‍👧 e\u0301"),
        )
    ]  # fmt: skip
    return (*read_articles(), full_record(), *bare)


@st.composite
def _spans(draw: st.DrawFn, length: int, least: int = 0) -> tuple[Span, ...]:
    edges = sorted(draw(st.sets(st.integers(0, length), min_size=2 * least, max_size=6)))
    return tuple(Span(*edges[at : at + 2]) for at in range(0, len(edges) - 1, 2))


@st.composite
def odd_records(draw: st.DrawFn) -> Record:
    """Statements that overlap, cut words and stand in white space, in texts of any characters."""
    text = draw(any_texts)
    speakers, statements = [], []
    if len(text) > 1:
        for id in draw(st.lists(odd_names, unique=True, max_size=3)):
            speakers.append(
                Speaker(
                    id=id, name=draw(odd_names.filter(bool)), kind=draw(st.sampled_from(_KINDS)),
                    names=tuple(draw(st.lists(odd_names, max_size=2))),
                    roles=tuple(draw(st.lists(odd_names, max_size=2))),
                    mentions=draw(_spans(len(text), least=1)),
                )
            )  # fmt: skip
        for id in draw(st.lists(odd_names, unique=True, max_size=4)):
            roles = {role: draw(_spans(len(text), least=int(role == "content"))) for role in ROLES}
            speaker = draw(st.sampled_from([None, *(one.id for one in speakers)]))
            statements.append(
                Statement(
                    id=id, **roles, quote=words(text, roles["content"]), speaker=speaker,
                    speaker_confidence=None if speaker is None else draw(st.floats(0, 1)),
                    manner=draw(st.sampled_from(["direct", "indirect", "mixed"])),
                    cue_lemma=draw(st.none() | odd_names),
                    cue_tone=draw(st.sampled_from([None, "neutral", "denial"])), negated=draw(st.booleans()),
                    hypothetical=draw(st.booleans()), confidence=draw(st.floats(0, 1)),
                    parent=draw(st.sampled_from([None, *(one.id for one in statements)])),
                )
            )  # fmt: skip
    return Record(
        article=Article(
            draw(odd_names), text, *(draw(st.none() | odd_names) for _ in range(3)),
            tuple(draw(st.lists(odd_names, max_size=2))), draw(st.none() | odd_names),
            draw(st.none() | odd_names), tuple(draw(st.lists(odd_names, max_size=2))),
        ),
        statements=tuple(statements), speakers=tuple(speakers), outlet_voice=draw(_spans(len(text))),
        scare_quotes=draw(_spans(len(text))), notes=tuple(draw(st.lists(odd_names, max_size=2))),
        made_by=OLDER,
    )  # fmt: skip


_KINDS = ["person", "organisation", "government", "group", "unnamed", "document", "author", "generic"]
