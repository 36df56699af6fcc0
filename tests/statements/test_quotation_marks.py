"""Quoted stretches, whatever marks a text uses."""

import pytest
from hypothesis import given
from texts import any_texts

from onrecord.statements.paragraphs import paragraphs
from onrecord.statements.quotation_marks import Quoted, quoted_stretches


def stretches(text: str) -> list[Quoted]:
    return quoted_stretches(text, paragraphs(text))


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in stretches(text)]


def depths(text: str) -> dict[str, int]:
    return {text[q.start : q.end]: q.depth for q in stretches(text)}


@pytest.mark.parametrize(
    "quotation",
    [
        "“No,”",
        '"No,"',
        "＂No,＂",
        "„No,“",
        "„No,”",
        "«No,»",
        "»No,«",
        "« No »",
        "``No,''",
        "‘No,’",
        "'No,'",
        "`No,'",
        "‚No,‘",
        "‹No›",
    ],
)
def test_every_kind_of_marks_is_known(quotation: str) -> None:
    text = f"So she said {quotation} and left. That was all."
    (stretch,) = stretches(text)
    assert text[stretch.start : stretch.end] == quotation
    assert text[stretch.inner_start : stretch.inner_end].strip(" ,") == "No"
    assert (stretch.depth, stretch.closed, stretch.continued) == (1, True, False)


def test_straight_marks_open_before_a_word_and_close_after_one() -> None:
    assert quoted('"We lost," he said, "but" ("so far") we "learned".') == [
        '"We lost,"',
        '"but"',
        '"so far"',
        '"learned"',
    ]


def test_a_missing_space_does_not_turn_a_straight_mark() -> None:
    assert quoted('He said:"No."') == ['"No."']
    assert quoted('"No"he said.') == ['"No"']


def test_quotations_side_by_side_are_two() -> None:
    assert quoted("“One.”“Two.” he said.") == ["“One.”", "“Two.”"]


def test_marks_with_nothing_between_them_quote_nothing_else() -> None:
    assert quoted("He wrote “” and left.") in ([], ["“”"])
    assert quoted('He wrote "" and left.') in ([], ['""'])


@pytest.mark.parametrize(
    "text",
    [
        "The dogs' owners didn't say it's theirs.",
        "The dogs’ owners didn’t say it’s theirs.",
        "Ann's dog's tail, James' cat's ears.",
        "It was rock 'n' roll in the '90s and the ’80s.",
        "'Tis the season; get 'em while you can.",
    ],
)
def test_an_apostrophe_is_no_quotation_mark(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize("marks", ["‘’", "''"])
def test_apostrophes_and_possessives_do_not_close_a_single_marked_quotation(marks: str) -> None:
    quotation = f"{marks[0]}The dogs{marks[1]} owners don{marks[1]}t know,{marks[1]}"
    assert quoted(f"{quotation} he said.") == [quotation]


def test_inches_and_feet_are_no_quotation_marks() -> None:
    assert quoted('A 6" pipe and a 12" one.') == []
    assert quoted("He is 6'2\" tall, “very tall,” she said.") == ["“very tall,”"]
    assert quoted('The 5" phone is "too small," he said.') == ['"too small,"']


@pytest.mark.parametrize(
    ("outer", "inner"), [["“”", "‘’"], ["‘’", "“”"], ['""', "''"], ["''", '""'], ["«»", "“”"]]
)
def test_a_quotation_in_another_is_one_deeper_whichever_marks_are_outside(outer: str, inner: str) -> None:
    within = f"{inner[0]}no{inner[1]}"
    whole = f"{outer[0]}He said {within} to me,{outer[1]}"
    assert depths(f"{whole} she said.") == {whole: 1, within: 2}


def test_a_quotation_in_another_may_have_the_same_marks() -> None:
    assert depths("“He said “no” to me,” she said.") == {"“He said “no” to me,”": 1, "“no”": 2}
    assert depths('"He said "no" to me," she said.') == {'"He said "no" to me,"': 1, '"no"': 2}


def test_a_quotation_in_another_may_stand_at_its_very_start() -> None:
    assert depths("“‘No’ is what he said,” she said.") == {"“‘No’ is what he said,”": 1, "‘No’": 2}


@pytest.mark.parametrize("mark", ["“”", '""', "‘’"])
def test_a_quotation_of_several_paragraphs_opens_in_each_and_closes_in_the_last(mark: str) -> None:
    text = f"{mark[0]}One.\n\n{mark[0]}Two.\n\n{mark[0]}Three,{mark[1]} he said."
    assert [(text[q.inner_start : q.inner_end], q.closed, q.continued) for q in stretches(text)] == [
        ("One.", False, True),
        ("Two.", False, True),
        ("Three,", True, False),
    ]


def test_a_quotation_may_close_in_a_paragraph_that_it_did_not_open_in() -> None:
    assert quoted('“One.\n\nTwo,” he said. "Three."') == ["“One.", "Two,”", '"Three."']


@pytest.mark.parametrize("mark", ["“", '"', "„", "«", "``"])
def test_a_mark_that_is_never_closed_ends_with_its_paragraph(mark: str) -> None:
    (stretch,) = stretches(text := f"He said: {mark}One is open.\n\nAnd this is not.")
    assert text[stretch.start : stretch.end] == f"{mark}One is open."
    assert (stretch.closed, stretch.continued) == (False, False)


def test_a_single_mark_that_is_never_closed_is_taken_for_an_apostrophe() -> None:
    assert quoted("The '60s were 'fun, he said.") == []


@pytest.mark.parametrize("quotation", ["”No,”", "“No,“", "»No,»", "”No,“"])
def test_wrongly_turned_marks_still_make_a_quotation(quotation: str) -> None:
    (stretch,) = stretches(f"{quotation} he said.")
    assert (stretch.inner_start, stretch.inner_end) == (1, 4)


@pytest.mark.parametrize("quotation", ["““No,””", '""No,""', "''No,''", "««No»»"])
def test_doubled_marks_count_once(quotation: str) -> None:
    text = f"{quotation} he said."
    (stretch,) = stretches(text)
    assert text[stretch.start : stretch.end] == quotation
    assert (stretch.inner_start, text[stretch.inner_end]) == (2, quotation[-1])


@given(any_texts)
def test_stretches_lie_in_the_text_in_order_with_their_inner_part_inside(text: str) -> None:
    found = stretches(text)
    assert [(q.start, -q.end) for q in found] == sorted((q.start, -q.end) for q in found)
    for q in found:
        assert 0 <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(text)
        assert q.start < q.end
        assert q.depth >= 1


@given(any_texts)
def test_a_stretch_never_leaves_its_paragraph(text: str) -> None:
    bounds = paragraphs(text)
    for q in quoted_stretches(text, bounds):
        assert any(start <= q.start and q.end <= end for start, end in bounds)
