"""What form a file is in is told by its first bytes, in no time, whatever they are."""

import time

import pytest

from onrecord.sources.forms import form_of, why_no_form

COMMENTS = b"<!--[if lt IE 9]> <html class='old'> <![endif]-->\n" * 1000


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"<!DOCTYPE html>\n" + COMMENTS + b"<html><p>A page.</p></html>", "html"),
        (COMMENTS + b"<html><p>A page.</p></html>", "html"),
        (b'<?xml version="1.0"?>\n' + COMMENTS + b"<rss><channel></channel></rss>", "feed"),
        (COMMENTS + b"A text with comments before it.", "text"),
        (b"<!DOCTYPE html>\n" + COMMENTS + b"<!-- one without an end", "html"),
    ],
)
def test_a_page_that_begins_with_many_comments_is_told_at_once(head: bytes, form: str) -> None:
    begun = time.perf_counter()
    assert form_of("a", head) == form
    assert why_no_form("a", head) is None
    assert time.perf_counter() - begun < 2
