"""What language a text is in."""

import pytest

from onrecord.language import MINIMUM, language_of

ENGLISH = "The minister said on Monday that the law was to be changed, and that she would not wait for it."
GERMAN = (
    "Der Minister sagte am Montag, dass die Regierung das Gesetz nicht ändern werde, obwohl viele es fordern."
)
FRENCH = (
    "Le ministre a déclaré lundi que la loi serait modifiée avant la fin de l'année, malgré les critiques."
)
SPANISH = (
    "El ministro dijo el lunes que la ley se cambiaría antes de fin de año, a pesar de todas las críticas."
)
DUTCH = (
    "De minister zei maandag dat de wet voor het einde van het jaar zou worden gewijzigd, ondanks kritiek."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [(ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr"), (SPANISH, "es"), (DUTCH, "nl")],
)
def test_a_sentence_is_enough_to_tell_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_capitals_line_breaks_and_quotation_marks_do_not_hide_english() -> None:
    assert language_of(ENGLISH.upper()) == "en"
    assert language_of("“" + ENGLISH.replace(" ", "\r\n") + "”") == "en"


def test_a_list_of_names_and_figures_in_english_is_no_error() -> None:
    assert language_of("Ann Smith 12, Bob Jones 11, Carol Brown 10. " * 5) is not None


@pytest.mark.parametrize(
    "text", ["", " \n", "“No,” he said.", "1 2 3 " * 500, "👍" * 500, "x" * (MINIMUM - 1)]
)
def test_nothing_is_said_of_a_text_with_too_few_letters(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize("text", ["x" * 100_000, "שלום " * 50, "\0a" * 200, "是" * 200])
def test_odd_texts_are_no_error(text: str) -> None:
    assert isinstance(language_of(text), str)


def test_the_beginning_of_a_long_text_decides() -> None:
    assert language_of(ENGLISH * 100 + GERMAN * 1000) == "en"
