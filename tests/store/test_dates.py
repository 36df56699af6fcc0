"""Days, and the numbers that hold them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InvalidSearch
from onrecord.store.dates import COUNTING_BITS, day_of, first_day, first_number, last_day, last_number

DAY = date(2016, 5, 2)


@pytest.mark.parametrize(
    "published",
    [
        "2016-05-02",
        "2016-05-02T23:59:59-11:00",
        "20160502",
        " 2016-05-02 10:00",
        "May 2, 2016",
        "Monday, May 2nd, 2016",
        "2 May 2016",
        "Mon, 02 May 2016 10:00:00 +0200",
        "02 May 16 10:00 GMT",
        "Published: 2 Sept. 2016".replace("Sept.", "May"),
    ],
)
def test_a_day_is_read_from_the_forms_that_news_uses(published: str) -> None:
    assert day_of(published) == DAY


@pytest.mark.parametrize(
    "published",
    [None, "", "yesterday", "2016-13-02", "2016-02-30", "5/2/2016", "20160502123", "\0", "31 Feb 2016"],
)
def test_what_tells_no_day_tells_none(published: str | None) -> None:
    assert day_of(published) is None


@given(st.text(max_size=40))
def test_no_text_is_an_error(published: str) -> None:
    day_of(published)


@given(st.dates(date(1601, 1, 1), date(2300, 1, 1)), st.dates(date(1601, 1, 1), date(2300, 1, 1)))
def test_numbers_are_in_the_order_of_days_and_what_javascript_can_hold(one: date, other: date) -> None:
    assert (one < other) == (last_number(one) < first_number(other))
    assert first_number(None) < first_number(one) <= last_number(one) < 2**53
    assert last_number(one) - first_number(one) == 2**COUNTING_BITS - 1


def test_days_before_1600_come_after_no_day_and_before_all_others() -> None:
    assert first_number(None) < first_number(date(1200, 1, 1)) <= first_number(date(1600, 1, 2))


@pytest.mark.parametrize(
    ("limit", "first", "last"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-5", date(2016, 5, 1), date(2016, 5, 31)),
        ("2016-12", date(2016, 12, 1), date(2016, 12, 31)),
        ("2016-05-02", DAY, DAY),
    ],
)
def test_a_limit_is_a_year_a_month_or_a_day(limit: str, first: date, last: date) -> None:
    assert (first_day(limit), last_day(limit)) == (first, last)


@pytest.mark.parametrize("limit", ["", "16", "2016-13", "2016-02-30", "May", "2016-05-02T10", "0000"])
def test_another_limit_is_refused_with_what_to_write(limit: str) -> None:
    with pytest.raises(InvalidSearch, match="is no day; write 2016-05-02, 2016-05 or 2016"):
        first_day(limit)
