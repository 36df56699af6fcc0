"""Whether the source's label for a speaker is the article's speaker."""

import pytest

from onrecord.verify.names import speakers_agree


@pytest.mark.parametrize(
    ("source", "names", "agrees"),
    [
        ("CALLOWAY", ("Ines Calloway",), True),
        ("Mayor Calloway", ("Ines Calloway", "the mayor"), True),
        ("Ines M Calloway", ("Ines Calloway",), True),
        ("DR. ADA PELL", ("Pell",), True),
        ("President Berg", ("Nora Berg",), True),
        ("TOBIAS WREN (D)", ("Tobias Wren",), True),
        ("WREN", ("Ines Calloway", "Calloway"), False),
        ("Olga Berg", ("Nora Berg",), False),
        ("QUESTION", ("Ines Calloway",), None),
        ("UNIDENTIFIED MALE", ("Ines Calloway",), None),
        (None, ("Ines Calloway",), None),
        ("WREN", (), None),
    ],
)
def test_labels_and_names(source: str | None, names: tuple[str, ...], agrees: bool | None) -> None:
    assert speakers_agree(source, names) is agrees
