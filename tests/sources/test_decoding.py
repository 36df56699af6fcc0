from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.decoding import decode


@given(st.binary())
def test_any_bytes_become_a_text_that_utf8_can_carry(data: bytes) -> None:
    text, _ = decode(data)
    assert text.encode().decode() == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])).filter(lambda text: text[:1] != "\ufeff"))
def test_utf8_is_read_as_it_is_without_a_note(text: str) -> None:
    assert decode(text.encode()) == (text, ())
