"""What is no difference between a quotation and its source is gone from the words' forms."""

import pytest

from onrecord.verify.words import OPTIONAL, PREFIX, without_cut_noise, words_of


def forms(text: str, quotation: bool = False) -> list[str]:
    return words_of(text, quotation).forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We’ll SEE, won’t we?", "we'll see -- won't we"),
        ("the colour of honour", "the color of honor"),
        ("organised, travelling, centre", "organized traveling center"),
        ("Sen. Ames", "Senator Ames"),
        ("$58 billion", "58 billion dollars"),
        ("a trillion dollars", "$1 trillion"),
        ("30,000 people", "thirty thousand people"),
        ("5% of it", "five percent of it"),
        ("the 21st of June", "the twenty-first of June"),
        ("in 2016", "in twenty sixteen"),
        ("in 1984", "in nineteen eighty-four"),
        ("one and a half million", "1.5 million"),
        ("half a million", "500,000"),
        ("two hundred and five", "205"),
        ("'Cause I can", "because I can"),
        ("we're gonna go", "we're going to go"),
        ("Beyoncé at the café", "Beyonce at the cafe"),
        ("the U.S. Senate", "the US Senate"),
        ("No. 5", "number five"),
    ],
)
def test_two_ways_to_write_the_same_words(one: str, other: str) -> None:
    assert forms(one) == forms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("two, three or four", "twenty-three or four"),
        ("first", "second"),
        ("isn't", "is"),
        ("30,000", "300,000"),
        ("a million", "millions"),
        ("1 trillion, 5%", "1 trillion and five"),
    ],
)
def test_words_that_differ_stay_different(one: str, other: str) -> None:
    assert forms(one) != forms(other)


def test_a_contraction_is_two_words_that_lie_in_its_letters() -> None:
    words = words_of("They haven’t gone")
    assert words.forms == ["they", "have", "n't", "gone"]
    assert [words.text[s:e] for s, e in zip(words.starts, words.ends, strict=True)] == [
        "They",
        "have",
        "n’t",
        "gone",
    ]


def test_noise_labels_and_editors_brackets_may_be_missing() -> None:
    words = words_of("PELL: Well, uh, yes. (APPLAUSE) It is [inaudible] late (in the evening).")
    missing = [form for form, flag in zip(words.forms, words.flags, strict=True) if flag & OPTIONAL]
    assert missing == ["pell", "uh", "applause", "inaudible"]


def test_brackets_in_a_quotation_hold_what_the_article_put_in() -> None:
    words = words_of("[H]e pray[ed] for [the boat] and (in fact) sang[.]", quotation=True)
    shown = list(zip(words.forms, words.flags, strict=True))
    assert shown[:2] == [("he", 0), ("pray", PREFIX)]
    assert ("boat", OPTIONAL) in shown and ("fact", OPTIONAL) in shown and shown[-1] == ("sang", 0)


def test_noise_whose_bracket_is_cut_is_blanked_and_nothing_else() -> None:
    assert without_cut_noise("Yes, I am. (APPLAUSE").rstrip() == "Yes, I am."
    assert without_cut_noise("the child care credit] to them") == "the child care credit] to them"


def test_each_character_of_a_script_without_spaces_is_a_word() -> None:
    assert forms("我们没有关闭港口") == list("我们没有关闭港口")


def test_abbreviations_and_initials_end_no_sentence() -> None:
    words = words_of("Mr. Ames and J. Doe came. They left.")
    ends = [form for at, form in enumerate(words.forms) if words.sentence_ends_after(at)]
    assert ends == ["came", "left"]
