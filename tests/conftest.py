"""What several tests need."""

from pathlib import Path

import pytest

from onrecord.article import Article
from onrecord.record import MadeBy, Record, Span, Speaker, Statement

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture
def shared() -> Path:
    """The folder of data and tools that stands next to the repository on the developers' machines."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared, which stands next to the repository on the developers' machines only")
    return folder


@pytest.fixture
def record() -> Record:
    """A statement in two pieces, another inside it that was not made, and a sentence of the outlet's own."""
    text = (
        "“We lost,” Mayor Ann Smith insisted to reporters at a rally, “but Bob never said we learned.” "
        "The “experts” stayed at home."
    )

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    article = Article(
        "a", text, outlet="The Paper", title="A loss", authors=("C. Jones",), published="2026-01-02"
    )
    outer = Statement(
        id="s1",
        speaker="p1",
        speaker_confidence=0.98,
        source=(span("Mayor Ann Smith"),),
        cue=(span("insisted"),),
        content=(span("“We lost,”"), span("“but Bob never said we learned.”")),
        quote="“We lost,” … “but Bob never said we learned.”",
        manner="direct",
        cue_lemma="insist",
        cue_tone="distancing",
        addressee=(span("reporters"),),
        venue=(span("at a rally"),),
        confidence=0.9,
    )
    inner = Statement(
        id="s2",
        speaker="p2",
        speaker_confidence=0.7,
        source=(span("Bob"),),
        cue=(span("never said"),),
        content=(span("we learned"),),
        quote="we learned",
        manner="indirect",
        cue_lemma="say",
        cue_tone="neutral",
        negated=True,
        parent="s1",
        confidence=0.4,
    )
    return Record(
        article=article,
        statements=(outer, inner),
        speakers=(
            Speaker(
                id="p1",
                name="Ann Smith",
                kind="person",
                names=("Smith",),
                roles=("Mayor",),
                mentions=(span("Ann Smith"),),
            ),
            Speaker(id="p2", name="Bob", kind="person", mentions=(span("Bob"),)),
        ),
        outlet_voice=(span("The “experts” stayed at home"),),
        scare_quotes=(span("“experts”"),),
        notes=("Made up.",),
        made_by=MadeBy("0.1.0", "none"),
    )
