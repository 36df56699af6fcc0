"""What several tests need."""

from pathlib import Path

import pytest

from onrecord.article import Article
from onrecord.record import MadeBy, Record, Span, Statement

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
    """A statement in two pieces, with another inside it."""
    text = "“We lost,” Ann Smith said, “but Bob says we learned.”"
    article = Article(
        "a", text, outlet="The Paper", title="A loss", authors=("C. Jones",), published="2026-01-02"
    )
    outer = Statement(
        id="s1",
        speaker="Ann Smith",
        source=(Span(11, 20),),
        cue=(Span(21, 25),),
        content=(Span(0, 10), Span(27, 53)),
        quote="“We lost,” … “but Bob says we learned.”",
        manner="direct",
        confidence=0.9,
    )
    inner = Statement(
        id="s2",
        speaker="Bob",
        source=(Span(32, 35),),
        cue=(Span(36, 40),),
        content=(Span(41, 51),),
        quote="we learned",
        manner="indirect",
        parent="s1",
        confidence=0.4,
    )
    return Record(
        article=article, statements=(outer, inner), notes=("Made up.",), made_by=MadeBy("0.1.0", "none")
    )
