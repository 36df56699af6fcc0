"""The verdicts: one case for each kind of difference, against a made-up debate."""

import pytest

from onrecord.verify import SourceIndex, Verification, verify_quotation


def verified(quote: str, index: SourceIndex, published: str | None = "2031-03-05") -> Verification:
    return verify_quotation(quote, index, published=published)


VERBATIM = [
    "We have never closed the harbour, we will never close the harbour, and nobody in this room has asked us",
    "we have never closed the harbor — we will never close the harbor",
    "The crossing costs 30 thousand dollars a month. That is about 5% of what we spend on the roads.",
    "The crossing costs $30,000 a month.",
    "When the night crossing stops, we lose the shop.",
    "The company told us [last winter] that the engine was new.",
    "[The engine] was older than my daughter, and my daughter is in school.",
    "all two pages of it",
    "The engine of the late boat was replaced in the autumn",
    "We looked for a second boat in every yard along the coast",
    "opens on the 21st of June",
    "OPENS ON THE 21ST OF JUNE",
    "that is about 5 per cent",
    "The whale is up stairs",
    "A ferry is a street.",
]


@pytest.mark.parametrize("quote", VERBATIM)
def test_the_sources_words_are_verbatim(quote: str, index: SourceIndex) -> None:
    one = verified(quote, index)
    assert (one.verdict, one.severity, one.differences) == ("verbatim", "none", ())


ELIDED = [
    "So we asked for the papers. … We asked again in February.",
    "We have never closed the harbour … and nobody in this room has asked us to.",
    "My bakery opens at three. I take the late boat, my brother takes the late boat.",
    "Then the letter came, and it said nothing about the engine.",
]


@pytest.mark.parametrize("quote", ELIDED)
def test_words_left_out_and_nothing_else_are_elided(quote: str, index: SourceIndex) -> None:
    one = verified(quote, index)
    assert (one.verdict, one.severity) == ("elided", "light")
    assert {difference.kind for difference in one.differences} == {"left out"}


ALTERED = [
    ("Maybe I was unsatisfied with the work of the board, and I will not hide it.", "modal"),
    ("I'm unsatisfied with the work of the board, and I will not hide it.", None),
    ("The company told us in January that the engine is new.", None),
    ("I have got to tell you the truth, we cannot keep the lights on without it.", None),
    ("I got to tell you the truth, we cannot keep the lights on without it.", None),
    ("I will vote against it again on a Tuesday.", None),
    ("I took the late boat, my brother takes the late boat", None),
    ("We looked for a second boat within every yard along the coast", None),
    ("We honour them today with a house of old rope and glass.", None),
    ("We have closed the harbour, and nobody in this room has asked us to.", "negation"),
    ("I will hide it. We have never closed the harbour", "negation"),
    ("He is a fair woman. She should listen to the people who work at night.", "pronoun"),
    ("She must listen to the people who work at night.", "modal"),
    ("The crossing costs $80,000 a month.", "number"),
    ("We have never closed the harbour, and nobody in this room has begged us to.", "content word"),
    ("The company told us in March that the engine was new.", "name"),
    ("Some of those passengers have a job on the other side.", "quantifier"),
    ("She should listen to the people who sleep at night.", "content word"),
    ("That is why I voted for the contract. I will vote against it again on Tuesday.", None),
]


@pytest.mark.parametrize(("quote", "category"), ALTERED)
def test_words_replaced_or_added_are_altered_and_what_matters_is_flagged(
    quote: str, category: str | None, index: SourceIndex
) -> None:
    one = verified(quote, index)
    assert one.verdict in ("altered", "elided")
    categories = {difference.category for difference in one.differences} - {None}
    assert one.severity == ("meaning" if categories else "light")
    if category is None:
        assert not categories
    else:
        assert category in categories


def test_wasnt_satisfied_for_was_unsatisfied_is_light(index: SourceIndex) -> None:
    one = verified("I wasn't satisfied with the work of the board, and I will not hide it.", index)
    assert (one.verdict, one.severity) == ("altered", "light")


@pytest.mark.parametrize(
    "quote",
    [
        "The crossing costs $30,000 a month. But I don't believe it is a luxury. The papers never came.",
        "The museum opens on the twenty-first of June. If the company keeps its word, then we will talk.",
        "I will not hide it. I will vote against it again on Tuesday: we have never closed the harbour.",
    ],
)
def test_pieces_from_different_places_or_in_another_order_are_spliced(quote: str, index: SourceIndex) -> None:
    one = verified(quote, index)
    assert one.verdict == "spliced"
    assert one.elsewhere and all(found.text for found in one.elsewhere)


def test_sentences_the_other_way_round_are_spliced_and_each_has_its_place(index: SourceIndex) -> None:
    one = verified(
        "Every one of those passengers has a job on the other side. Eleven passengers a night is not many.",
        index,
    )
    assert (one.verdict, one.severity, one.differences) == ("spliced", "light", ())
    assert one.found is not None
    assert {one.found.text, *(place.text for place in one.elsewhere)} == {
        "Every one of those passengers has a job on the other side",
        "Eleven passengers a night is not many",
    }


def test_a_piece_takes_the_words_beside_it_that_the_main_place_has_by_chance(index: SourceIndex) -> None:
    one = verified(
        "He has a point about the morning. The papers never came. The company told us in January that the "
        "engine was new. It was not new. It was older than my daughter",
        index,
    )
    assert (one.verdict, one.differences) == ("spliced", ())
    assert "The papers never came" in {place.text for place in one.elsewhere}


def test_words_that_were_never_said_do_not_hide_those_that_were(index: SourceIndex) -> None:
    said = "We have never closed the harbour, we will never close the harbour, and nobody has"
    invented = "because a seagull with a passport sold umbrellas beneath every chandelier near Ottawa"
    one = verified(f"{said}, {invented}.", index, None)
    assert (one.verdict, one.severity) == ("altered", "meaning")
    assert one.found is not None
    assert one.found.text.startswith("We have never closed the harbour")


def test_a_word_changed_at_the_end_is_not_found_a_sentence_further(index: SourceIndex) -> None:
    one = verified("the mayor said she would save the boat if the company paid her", index)
    assert one.verdict == "altered"
    assert one.found is not None
    assert one.found.text.endswith("if the company paid half")


def test_a_cut_that_takes_a_negation_off_is_trimmed(index: SourceIndex) -> None:
    one = verified("the ferry is a luxury", index)
    assert (one.verdict, one.severity) == ("trimmed", "meaning")


def test_a_cut_that_takes_a_condition_off_is_trimmed(index: SourceIndex) -> None:
    assert verified("we will buy a boat of our own.", index).verdict == "trimmed"
    assert verified("the company keeps its word", index).verdict == "trimmed"
    assert verified("If the company keeps its word, then we will talk.", index).verdict == "verbatim"


@pytest.mark.parametrize(
    "quote",
    [
        "The submarine of the president was painted green by somebody's cousin.",
        "Nous n'avons jamais fermé le port de cette ville.",
        "私たちは港を閉鎖したことがない",
        "zyzzyva",
        "…",
        "[applause]",
    ],
)
def test_what_the_sources_have_not_is_not_found(quote: str, index: SourceIndex) -> None:
    one = verified(quote, index)
    assert (one.verdict, one.found, one.speaker_agrees, one.differences) == ("not_found", None, None, ())


def test_a_few_common_words_in_a_row_are_no_place(index: SourceIndex) -> None:
    assert (
        verified("the people who work at the mine are ready to strike for better wages", index).found is None
    )


def test_the_speaker_the_date_and_the_time_of_the_source_are_told(index: SourceIndex) -> None:
    one = verify_quotation(
        "in every yard along the coast", index, published="2031-03-05", speaker="Ines Calloway"
    )
    assert one.found is not None
    assert (one.found.speaker, one.found.turn, one.found.time) == ("Ines Calloway", 0, 4.0)
    assert one.speaker_agrees is True


def test_another_speaker_is_told(index: SourceIndex) -> None:
    quote = "My bakery opens at three in the morning."
    assert verify_quotation(quote, index, speaker="Mayor Calloway").speaker_agrees is False
    assert verify_quotation(quote, index, speaker="Mr. Wren").speaker_agrees is True
    assert verify_quotation(quote, index).speaker_agrees is None


def test_an_article_older_than_the_source_is_told(index: SourceIndex) -> None:
    quote = "My bakery opens at three in the morning."
    assert verified(quote, index, "2031-02-01").article_is_older is True
    assert verified(quote, index, "2031-03-04").article_is_older is False
    assert verified(quote, index, None).article_is_older is None


def test_the_differing_words_are_spans_of_both_texts(index: SourceIndex) -> None:
    quote = "The crossing costs $80,000 a month."
    one = verified(quote, index)
    (difference,) = one.differences
    assert difference.kind == "replaced" and difference.quote and difference.source and one.found
    assert quote[difference.quote.start : difference.quote.end] == "$80,000"
    ahead = one.found.span.start
    assert one.found.text[difference.source.start - ahead : difference.source.end - ahead] == "$30,000"


def test_of_equal_places_the_one_nearest_in_time_is_found(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    from onrecord.verify.document import Document, Turn

    said = (Turn("We will build the bridge in stone and nothing else.", "Ann"),)
    documents = [Document(f"d{year}", said, date=f"{year}-01-01") for year in (2028, 2030, 2032)]
    index = SourceIndex.of_documents(tmp_path_factory.mktemp("equal") / "index", documents)
    for published, wanted in (("2031-01-01", "d2030"), ("2028-06-01", "d2028"), ("2033-01-01", "d2032")):
        found = verified("We will build the bridge in stone", index, published).found
        assert found and found.document == wanted
