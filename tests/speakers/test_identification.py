"""The whole stage: passages in, speakers out."""

import random
from dataclasses import replace

import pytest
from fake_model import FakeModel
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scenes import FakeNetwork, Scene, scene, stories
from texts import any_texts, messy_texts

from onrecord import Article, Reader, Record
from onrecord.speakers.identification import Gathered, identify
from onrecord.speakers.mentions import NAME
from onrecord.speakers.network import SpeakerNetwork
from onrecord.statements.extraction import extract

WORDS = [*"“”‘’\"',.:;()—-&?", "Ann", "Smith", "Mr.", "Jr.", "she", "they", "I", "we", "who", "said", "told"]
WORDS += ["and", "of", "the", "his", "officials", "company", "U.S.", "Russia", "Moscow", "spokeswoman"]
WORDS += ["President", "one", "\n\n"]
word_salads = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
ARTICLES = [
    "Ann Smith slept badly. “It rained,” she said.\n\nBob Jones, her lawyer, denied it.",
    "The Tidewell Ferry Trust closed on Monday, a spokeswoman said. The company declined to comment.",
    "“We lost,” Bob Jones told reporters. He said that the mayor had promised more.",
    "Two officials briefed on the talks said that Russia would sign. Moscow denied that.",
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def network() -> SpeakerNetwork:
    return SpeakerNetwork()


def gather(parts: list[Scene]) -> tuple[str, Gathered, FakeNetwork]:
    """A text that is read in several passages, one a scene, and what they hold."""
    network = FakeNetwork([part.scores for part in parts])
    gathered = Gathered()
    text = ""
    for part in parts:
        gathered.add(replace(part.passage, start=len(text)), network)  # type: ignore[arg-type]
        text += part.text
    return text, gathered, network


def identified(parts: list[Scene]) -> list[str | None]:
    """The name of each statement's speaker."""
    text, gathered, network = gather(parts)
    found = identify(text, gathered, network)  # type: ignore[arg-type]
    for speaker in found.speakers:
        assert all(0 <= start < end <= len(text) for start, end in speaker.mentions)
    return [None if number is None else found.speakers[number].name for number in found.of]


def test_a_speaker_is_known_from_one_passage_to_the_next() -> None:
    first = scene("{P Ann Smith} slept badly. [1s {P Smith}] [1c said] [1x so].\n\n")
    second = scene(
        "It rained. [1s {P Smith}] [1c said] [1x it rained], and [2s she] [2c added] [2x it was cold]."
    )
    assert identified([first, second]) == ["Ann Smith", "Ann Smith", "Ann Smith"]


def test_sources_of_a_later_passage_are_not_taken_for_each_other() -> None:
    """Mentions that only a source has are gone once they are moved, and others take their place in memory."""
    said = " ".join(f"Those [{n}s who] [{n}c said] [{n}x so] slept." for n in range(1, 40))
    _, gathered, _ = gather([scene("It rained.\n\n"), scene(said)])
    for draft, source in zip(gathered.drafts, gathered.sources, strict=True):
        assert (source.mention.start, source.mention.end) == draft.source[0]


@given(st.lists(stories, min_size=2, max_size=3))
def test_what_passages_hold_stands_where_it_does_in_the_whole_text(parts: list[str]) -> None:
    scenes = [scene(part) for part in parts]
    text, gathered, _ = gather(scenes)
    names = [name for name in gathered.mentions if name.form == NAME]
    assert {text[name.start : name.end] for name in names} <= {"Ann Smith", "Bob Smith", "Smith"}
    assert [text[m.start : m.end] for m in gathered.mentions] == [
        one.words(m) for one in scenes for m in gather([one])[1].mentions
    ]
    assert [m.word for m in gathered.mentions] == sorted(m.word for m in gathered.mentions)


@settings(deadline=None, max_examples=150)
@given(st.one_of(messy_texts, any_texts, word_salads), st.integers(0, 3), st.sampled_from([0.0, 2.0, 5.0]))
def test_noise_for_a_model_never_breaks_the_stage(
    network: SpeakerNetwork, text: str, seed: int, noise: float
) -> None:
    gathered = Gathered()
    for passage in extract(text, FakeModel(noise=noise, seed=seed)):  # type: ignore[arg-type]
        gathered.add(passage, network)
    found = identify(text, gathered, network)
    assert len(found.of) == len(found.sure) == len(gathered.drafts)
    for speaker in found.speakers:
        assert speaker.name and speaker.mentions
        assert all(0 <= start < end <= len(text) for start, end in speaker.mentions)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(messy_texts, word_salads))
def test_any_text_can_be_read_and_reading_it_twice_gives_the_same_record(reader: Reader, text: str) -> None:
    assert reader.read(text) == reader.read(text)


def test_the_order_of_articles_changes_nothing(reader: Reader) -> None:
    articles = [Article(str(number), text) for number, text in enumerate(ARTICLES)]
    alone: dict[str, Record] = {one.id: reader.read(one) for one in articles}
    for seed in range(3):
        mixed = random.Random(seed).sample(articles * 2, k=2 * len(articles))
        for record in reader.read_many(mixed):
            assert record == alone[record.article.id]


def test_a_record_names_its_speakers_once_and_each_has_a_mention(reader: Reader) -> None:
    for text in ARTICLES:
        record = reader.read(text)
        assert record.speakers
        assert len({speaker.name for speaker in record.speakers}) == len(record.speakers)
        for speaker in record.speakers:
            assert all(record.words([mention]).strip() for mention in speaker.mentions)
