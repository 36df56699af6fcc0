import pytest

from onrecord.article import Article, without_lone_surrogates
from onrecord.errors import InvalidArticle


@pytest.mark.parametrize("fields", [{"text": "a\ud83d"}, {"id": "\udc80"}, {"authors": ("A", "\ud800")}])
def test_half_a_character_in_any_field_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(InvalidArticle, match="lone surrogate"):
        Article(**{"id": "a", "text": "b"} | fields)


def test_mending_half_characters_keeps_every_offset() -> None:
    assert without_lone_surrogates("a\ud83db") == ("a\ufffdb", 1)
    assert without_lone_surrogates("a😀b") == ("a😀b", 0)


def test_an_article_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Article("a", "b").text = "c"  # type: ignore[misc]
