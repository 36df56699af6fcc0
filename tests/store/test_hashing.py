"""What is one article, and what is one text."""

from onrecord.article import Article
from onrecord.store.hashing import content_hash, text_hash


def test_an_article_is_its_outlet_and_its_words() -> None:
    one = Article("a", "We lost.\n\nAll of it.", outlet="The Post")
    assert content_hash(one) == content_hash(Article("b", " We lost. All of it. ", outlet="the  post"))
    assert content_hash(one) != content_hash(Article("a", one.text, outlet="The Herald"))
    assert content_hash(one) != content_hash(Article("a", "We won.", outlet="The Post"))


def test_the_host_stands_in_for_the_outlet() -> None:
    one = Article("a", "We lost.", url="https://www.post.example/a")
    assert content_hash(one) == content_hash(Article("b", "We lost.", url="http://post.example/b?x"))
    assert content_hash(one) != content_hash(Article("a", "We lost.", url="https://herald.example/a"))
    assert content_hash(Article("a", "We lost.", url="http://[half")) == content_hash(
        Article("b", "We lost.")
    )


def test_a_text_is_the_same_under_any_outlet_and_in_any_normal_form() -> None:
    assert text_hash("Zo\u00eb  lost.") == text_hash("Zoe\u0308 lost.\n") != text_hash("Zoe lost.")
    assert len(text_hash("")) == 32
