"""What holds for the reading of any text, by any model.

Most of it is held twice: with the bundled model on a few texts, and with a fake one, whose scores are noise,
on many.
"""

import json
from itertools import count, islice
from pathlib import Path

import fake_model
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import any_texts, messy_texts

from onrecord import Article, Reader, Record
from onrecord.errors import InvalidArticle, UnreadableModel

ARTICLES = [path.read_bytes().decode() for path in sorted((Path(__file__).parent / "articles").glob("*.txt"))]
QUOTATION = "“We lost the game in the very last minute.”"
PROSE = (
    "The council closed the old bridge on Tuesday. Nobody had crossed it for a year, and the paint was gone. "
)
GERMAN = (
    "Der Minister sagte am Montag, dass die Regierung das Gesetz nicht ändern werde.\n\n"
    "„Wir haben keine Zeit mehr, und wir haben kein Geld“, sagte er vor Journalisten in Berlin."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


class NoisyReader(Reader):
    """A reader with a fake model; `noise` 0 finds only what rules find."""

    def __init__(self, noise: float = 0.0, seed: int = 0) -> None:
        super().__init__()
        self._model: fake_model.FakeModel
        self.noise(noise, seed)

    def noise(self, noise: float, seed: int) -> Reader:
        self._model.noise, self._model.random = noise, np.random.default_rng(seed)
        return self


@pytest.fixture(scope="module")
def noisy() -> NoisyReader:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.reader.Model", fake_model.FakeModel)
        return NoisyReader()


def assert_sound(record: Record, text: str) -> None:
    """What every record promises; making one checks some of it, which is checked again from outside."""
    assert record.article.text == text
    begins = []
    known: dict[str, set[int]] = {}
    for statement in record.statements:
        assert statement.content
        for spans in (statement.source, statement.cue, statement.content):
            edges = [edge for span in spans for edge in (span.start, span.end)]
            assert edges == sorted(edges)
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
        spans = (*statement.source, *statement.cue, *statement.content)
        covered = {at for span in spans for at in range(span.start, span.end)}
        assert len(covered) == sum(span.end - span.start for span in spans), "roles share characters"
        assert statement.quote == " … ".join(text[span.start : span.end] for span in statement.content)
        assert 0 <= statement.confidence <= 1
        for span in (*statement.addressee, *statement.venue):
            assert text[span.start : span.end].strip()
        if not statement.cue:
            assert (statement.cue_lemma, statement.cue_tone) == (None, None)
            assert not statement.negated and not statement.hypothetical
        assert (statement.speaker is None) == (record.speaker_of(statement) is None)
        if statement.parent is not None:
            assert covered <= known[statement.parent]
        assert statement.id not in known
        known[statement.id] = {at for span in statement.content for at in range(span.start, span.end)}
        begins.append(min(span.start for span in spans))
    assert begins == sorted(begins)
    order = list(dict.fromkeys(one.speaker for one in record.statements if one.speaker is not None))
    assert [speaker.id for speaker in record.speakers] == order == [f"p{n + 1}" for n in range(len(order))]
    for speaker in record.speakers:
        assert speaker.name == " ".join(speaker.name.split())
        assert speaker.name not in speaker.names
        assert all(text[span.start : span.end].strip() for span in speaker.mentions)
    # What a cue marks may be the outlet's as well ("snubbed the invitation"); bare quotations never are.
    bare = [span for one in record.statements if not one.cue for span in one.content]
    quoted = {at for span in bare for at in range(span.start, span.end)}
    for stretch in record.outlet_voice:
        assert quoted.isdisjoint(range(stretch.start, stretch.end)), "the outlet says what somebody else says"
    assert Record.from_json(record.to_json()) == record


@settings(max_examples=25, deadline=None)
@given(text=any_texts)
def test_the_record_of_any_text_is_sound(text: str, reader: Reader) -> None:
    assert_sound(reader.read(text), text)


@settings(max_examples=150, deadline=None)
@given(
    text=st.one_of(any_texts, messy_texts), noise=st.sampled_from([0.0, 1.0, 4.0]), seed=st.integers(0, 99)
)
def test_the_record_is_sound_whatever_the_model_says(
    text: str, noise: float, seed: int, noisy: NoisyReader
) -> None:
    assert_sound(noisy.noise(noise, seed).read(text), text)


@settings(max_examples=10, deadline=None)
@given(text=st.sampled_from(ARTICLES), cut=st.integers(0, 400), seed=st.integers(0, 99))
def test_the_record_of_a_torn_article_is_sound_whatever_the_model_says(
    text: str, cut: int, seed: int, noisy: NoisyReader
) -> None:
    assert_sound(noisy.noise(3.0, seed).read(text[cut:]), text[cut:])


def test_a_long_text_is_sound_whatever_the_model_says(noisy: NoisyReader) -> None:
    text = "\n\n".join(ARTICLES * 2)  # several blocks
    record = noisy.noise(3.0, 1).read(text)
    assert_sound(record, text)
    assert max(statement.content[-1].end for statement in record.statements) > len(text) // 2


@pytest.mark.parametrize("text", ARTICLES)
def test_the_records_of_real_forms_of_articles_are_sound(text: str, reader: Reader) -> None:
    assert_sound(reader.read(text), text)


@pytest.mark.parametrize(
    "text", ["", " ", " \n\t\r\n", "\0", "\x00\x01\x1b\x7f", "\u200b\ufeff", "\n" * 1000]
)
def test_a_text_without_words_has_no_statements(text: str, reader: Reader) -> None:
    record = reader.read(text)
    assert (record.article.text, record.statements, record.notes) == (text, (), ())


@pytest.mark.parametrize(
    "text",
    [
        f"He left.\0\n\n{QUOTATION}\n\n\x1b[2J\x07 So it went.",
        f"👍🏽 Zo\u0308e\u0301 left 👩‍👩‍👧.\n\n{QUOTATION}\n\nA\u030ake stayed 🎉.",
        f"‏אמר ראש הממשלה \u202eabc\u202c.\n\n{QUOTATION}\n\nقال الوزير",
        f"He left.\r\n\r\n{QUOTATION}\r\n\r\nSo it went.\r\n",
        f"He left.\r\r{QUOTATION}\r\rSo it went.",
        f"{'x' * 30_000}\n\n{QUOTATION}\n\n{'‘' * 300}",
    ],
)
def test_what_stands_around_a_quotation_does_not_shift_it(text: str, reader: Reader) -> None:
    record = reader.read(text)
    assert_sound(record, text)
    start = text.index(QUOTATION)
    assert any(
        span.start < start + len(QUOTATION) and start < span.end
        for statement in record.statements
        for span in statement.content
    )


def test_a_combining_mark_at_the_end_of_a_word_is_not_cut_off(noisy: NoisyReader) -> None:
    text = "Ann met Andre\u0301 and Zoe\u0308 met Jose\u0301 there."
    for seed in range(30):
        for statement in noisy.noise(3.0, seed).read(text).statements:
            ends = {span.end for span in (*statement.source, *statement.cue, *statement.content)}
            assert all(text[end : end + 1] not in ("\u0301", "\u0308") for end in ends)


def test_a_text_in_another_language_has_a_note_and_low_confidence(reader: Reader) -> None:
    record = reader.read(GERMAN)
    assert record.article.language == "de"
    assert len(record.notes) == 1 and "'de'" in record.notes[0]
    assert all(statement.confidence <= 0.3 for statement in record.statements)


def test_a_language_given_counts_and_a_kind_of_english_is_english(reader: Reader) -> None:
    assert reader.read(Article("a", GERMAN, language="en-GB")).notes == ()
    record = reader.read(Article("a", PROSE, language="fr"))
    assert record.article.language == "fr"
    assert "'fr'" in record.notes[0]


def test_a_bare_text_is_an_article_without_an_id_and_an_article_keeps_its_fields(reader: Reader) -> None:
    assert reader.read("He left.").article == Article("", "He left.")
    article = Article("a", PROSE, outlet="The Paper", notes=("Made up.",), language="en")
    assert reader.read(article).article == article
    assert json.loads(reader.read(article).to_json())["article"]["outlet"] == "The Paper"


def test_half_a_character_is_refused(reader: Reader) -> None:
    with pytest.raises(InvalidArticle, match="lone surrogate"):
        reader.read("a\ud83d")


@pytest.mark.parametrize("given", [None, b"abc", {"text": "x"}])
def test_what_is_no_article_is_refused_by_its_type(given: object, reader: Reader) -> None:
    with pytest.raises(TypeError, match="str or Article"):
        reader.read(given)  # type: ignore[arg-type]


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableModel, match="cannot be loaded"):
        Reader(tmp_path)


def test_the_same_articles_read_again_have_the_same_records(reader: Reader) -> None:
    first, again = (list(reader.read_many(ARTICLES)) for _ in range(2))
    assert first == again


def test_records_come_in_the_order_of_the_articles(reader: Reader) -> None:
    articles = [Article(str(number), text) for number, text in enumerate(["", PROSE, *ARTICLES[:9], " "])]
    records = list(reader.read_many(articles))
    assert [record.article.id for record in records] == [article.id for article in articles]
    assert [record.article.text for record in records] == [article.text for article in articles]


def test_what_is_read_beside_an_article_does_not_change_its_record(reader: Reader) -> None:
    backwards = list(reader.read_many(reversed(ARTICLES)))
    assert [reader.read(article) for article in ARTICLES] == backwards[::-1]


def pulled(reader: Reader, text: str, taken: int) -> int:
    """How many articles are asked for until as many records are `taken`, of a stream without end."""
    given = count()
    records = reader.read_many(Article(str(number), text) for number in given)
    assert [record.article.id for record in islice(records, taken)] == [str(n) for n in range(taken)]
    return next(given)


def test_no_article_is_asked_for_before_its_turn(noisy: NoisyReader) -> None:
    assert pulled(noisy.noise(0, 0), "He left.", 5) == 5


def test_no_articles_have_no_records(reader: Reader) -> None:
    assert list(reader.read_many([])) == []


LINE = f"{QUOTATION} " + PROSE * (300_000 // len(PROSE)) + QUOTATION
PARAGRAPHS = f"{QUOTATION}\n\n" + "He left.\n\n" * 20_000 + QUOTATION


@pytest.mark.parametrize("text", [LINE, PARAGRAPHS], ids=["a line of 300 KB", "20,000 paragraphs"])
def test_a_monstrous_text_is_read_from_its_first_word_to_its_last(text: str, noisy: NoisyReader) -> None:
    record = noisy.noise(0, 0).read(text)
    assert [statement.quote for statement in record.statements] == [QUOTATION, QUOTATION]
    assert record.statements[-1].content[0].end == len(text)


def test_a_line_of_300_kb_with_few_words_is_read_by_the_real_model(reader: Reader) -> None:
    text = f"{QUOTATION}\n\n" + f"{'x' * 200} " * 1500 + f"\n\n{QUOTATION}"
    assert_sound(reader.read(text), text)


@pytest.mark.slow
@pytest.mark.parametrize("text", [LINE, PARAGRAPHS], ids=["a line of 300 KB", "20,000 paragraphs"])
def test_a_monstrous_text_is_read_by_the_real_model(text: str, reader: Reader) -> None:
    assert_sound(reader.read(text), text)
