"""The source audit against the same figures worked out another way."""

import math
import random
from collections import Counter
from pathlib import Path
from uuid import uuid4

import made_up
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.compare import Audit, audit, rows
from onrecord.compare.counting import words_in
from onrecord.compare.shares import ByChance, beyond_chance, log_odds, share
from onrecord.errors import InvalidSearch
from onrecord.store import Search, Store
from onrecord.verify.families import update_families


def fill(url: str) -> Store:
    """Named and unnamed sources, three outlets, one text that two of them have, one article undated."""
    store = Store.open(url)
    claim = {"cue_lemma": "claim", "cue_tone": "distancing", "manner": "direct"}
    unsaid = {"negated": True, "hypothetical": True, "cue_lemma": None, "cue_tone": None}
    lines = ("Ann Smith said we lost it all", "Bob Jones said no", ("unnamed", "an aide said yes"))
    board = ("organisation", "The Harbour Board said nothing")
    store.put(
        [
            made_up.record(*lines, id="a"),
            made_up.record(*lines, id="b", outlet="The Quay Times", published="2016-06-03"),
            made_up.record("Bob Jones said we won", "Bob Jones said it is ours", id="c", **claim),
            made_up.record(board, id="d", published=None, outlet=None, **unsaid),
            made_up.full_record(),
        ]
    )
    return store


def words(quote: str) -> int:
    """Words counted without what the code uses for it."""
    return sum(any(character not in "–—…-" for character in word) for word in quote.split())


@pytest.mark.parametrize(
    "search", [Search(), Search(outlets=("Harbour",)), Search(since="2016-06"), Search(speaker="Jones")]
)
def test_the_figures_are_those_of_the_rows_of_the_search(store_url: str, search: Search) -> None:
    with fill(store_url) as store:
        found = audit(store, search)
        statements = list(store.statements(search))
    kinds = Counter(row.speaker_kind or "unknown" for row in statements)
    assert found.statements == len(statements)
    assert found.words == sum(words(row.quote) for row in statements)
    assert found.articles == len({row.article_number for row in statements})
    assert found.outlets == len({row.outlet for row in statements} - {None})
    assert {one.name: one.statements.count for one in found.kinds} == kinds
    assert {one.name: one.statements.count for one in found.manners} == Counter(
        row.manner for row in statements
    )
    assert {one.name: one.statements.count for one in found.tones} == Counter(
        row.cue_tone for row in statements if row.cue_tone
    )
    assert found.known.count == len(statements) - kinds["unknown"]
    assert found.unnamed.count == kinds["unnamed"] + kinds["group"] + kinds["generic"]
    assert found.negated.count == sum(row.negated for row in statements)
    assert found.hypothetical.count == sum(row.hypothetical for row in statements)
    by_source = Counter(row.speaker_number for row in statements if row.speaker_number)
    assert {one.number: one.statements.count for one in found.sources} == by_source
    for source in found.sources:
        own = [row for row in statements if row.speaker_number == source.number]
        assert source.words == sum(words(row.quote) for row in own)
        assert source.articles == len({row.article_number for row in own})
        assert (source.direct, source.mixed, source.indirect) == tuple(
            sum(row.manner == manner for row in own) for manner in ("direct", "mixed", "indirect")
        )
        assert sum(verb.count for verb in source.verbs) == sum(row.cue_lemma is not None for row in own)
    dated = [row for row in statements if row.published]
    assert sum(month.statements for month in found.months) == len(dated)
    assert sum(found.parts) == len(statements)


def test_where_statements_begin_and_who_opens_and_closes_articles(store_url: str) -> None:
    with fill(store_url) as store:
        found = audit(store)
        expected = [0] * 10
        ends: dict[int, list[tuple[float, int, str]]] = {}
        for row in store.statements():
            first = int(row.content_spans.split("-")[0])
            length = len(store.record(row.article_number).article.text)
            expected[first * 10 // length] += 1
            one = (first / length, row.speaker_number or 0, row.speaker_kind or "unknown")
            ends.setdefault(row.article_number, []).append(one)
    assert list(found.parts) == expected
    begins = [begin for some in ends.values() for begin, *_ in some]
    assert found.in_first_tenth.count == sum(begin < 0.1 for begin in begins)
    assert found.in_first_quarter.count == sum(begin < 0.25 for begin in begins)
    for source in found.sources:
        assert source.opens == sum(min(some)[1] == source.number for some in ends.values())
        assert source.closes == sum(max(some)[1] == source.number for some in ends.values())
        for early, count in ((0.1, source.in_first_tenth), (0.25, source.in_first_quarter)):
            assert count == sum(
                any(begin < early and number == source.number for begin, number, _ in some)
                for some in ends.values()
            )
    assert {one.kind: (one.opens.count, one.closes.count) for one in found.ends} == {
        kind: (
            sum(min(some)[2] == kind for some in ends.values()),
            sum(max(some)[2] == kind for some in ends.values()),
        )
        for kind in {min(some)[2] for some in ends.values()} | {max(some)[2] for some in ends.values()}
    }


def test_months_are_those_of_the_rows_and_those_of_no_day_are_told_below(store_url: str) -> None:
    with fill(store_url) as store:
        found = audit(store)
        statements = [row for row in store.statements() if row.published]
    told = {month.month: month for month in found.months}
    assert list(told) == ["2016-05", "2016-06"]
    june = [row for row in statements if (row.published or "").startswith("2016-06")]
    assert (told["2016-06"].statements, told["2016-06"].articles) == (len(june), 1)
    assert told["2016-06"].words == sum(words(row.quote) for row in june)
    named = sum(row.speaker_kind in ("person", "organisation") for row in june)
    assert (told["2016-06"].named.count, told["2016-06"].named.of) == (named, 3)
    assert any("1 of the statements are in articles without a date" in one for one in found.cautions)


def test_a_text_that_several_articles_have_counts_for_each_or_once(store_url: str) -> None:
    with fill(store_url) as store:
        each, once = audit(store), audit(store, copies=False)
        later = audit(store, Search(outlets=("Quay",)), copies=False)
    assert (each.statements - once.statements, each.articles - once.articles) == (3, 1)
    assert any("have the text of another one" in sentence for sentence in each.cautions)
    assert any("3 statements" in sentence and "left out" in sentence for sentence in once.cautions)
    assert later.statements == 3, "where the search does not find the first print, the copy is what counts"


def test_only_the_newest_are_counted_where_so_many_are_asked_for_and_that_is_said(store_url: str) -> None:
    with fill(store_url) as store:
        found, all_ = audit(store, at_most=4), audit(store, at_most=11)
        newest = list(store.statements())[-4:]
        assert audit(store, at_most=10).complete is False
    assert not found.complete and found.statements == 4
    assert found.words == sum(words(row.quote) for row in newest)
    assert found.cautions[0].startswith("Only the newest 4 ")
    assert all_.complete and not any(one.startswith("Only the newest") for one in all_.cautions)


def test_a_source_whose_verbs_differ_by_more_than_chance_is_told(tmp_path: Path) -> None:
    claims = {"cue_lemma": "claim", "cue_tone": "distancing"}
    with Store.open(tmp_path / "record.db") as store:
        store.put(
            [
                made_up.record(*["Bob Jones said no"] * 4, f"Cy Young said {n}", id=f"{n}", **claims)
                for n in "abc"
            ]
            + [made_up.record(*["Ann Smith said no"] * 10, f"Cy Young said {n}", id=n) for n in "defg"]
            + [made_up.record(*["Di Brook said yes"] * 12, id="h", **claims)]
        )
        found = audit(store)
    told = {(one.name, one.tone): one for one in found.leanings}
    leaning = told["Bob Jones", "distancing"]
    assert (leaning.own.count, leaning.own.of, leaning.others.count, leaning.others.of) == (12, 12, 15, 59)
    assert 0 < leaning.low < leaning.log_odds < leaning.high and leaning.articles == 3
    assert told["Ann Smith", "distancing"].high < 0
    assert "Cy Young" not in {one.name for one in found.leanings}, "three of seven tell nothing"
    assert "Di Brook" not in {one.name for one in found.leanings}, "one article is one writer's"
    assert found.compared == 3 and found.leanings_in_all == len(found.leanings) == 2


def test_tones_that_fall_by_chance_make_nobody_lean(tmp_path: Path) -> None:
    draw = random.Random(4)
    with Store.open(tmp_path / "record.db") as store:
        records = []
        for article in range(150):
            record = made_up.record(
                *[f"Ann Smith{draw.randrange(60)} said {article} {n}" for n in range(20)], id=str(article)
            )
            toned = tuple(
                msgspec.structs.replace(
                    one, cue_tone=draw.choice(("neutral", "neutral", "distancing", "factive"))
                )
                for one in record.statements
            )
            records.append(msgspec.structs.replace(record, statements=toned))
        store.put(records)
        found = audit(store, most=1_000)
    assert found.sources_in_all == 60 and found.compared == 120, "nobody has the tone of a denial"
    assert found.leanings_in_all <= 2, "at 95 % each, some six would be told"


def test_nothing_found_is_an_audit_of_nothing(store_url: str) -> None:
    with fill(store_url) as store:
        found = audit(store, Search(words="nowhere"))
        with pytest.raises(InvalidSearch):
            audit(store, Search(words="…"))
    assert (found.statements, found.sources, found.months, found.known.share) == (0, (), (), None)
    assert list(rows(found))


def test_rows_have_every_figure_and_json_brings_the_audit_back(tmp_path: Path) -> None:
    with fill(str(tmp_path / "record.db")) as store:
        update_families(store)
        found = audit(store)
    table = list(rows(found))
    assert {row.figure for row in table} >= {
        "selection",
        "statements",
        "kinds",
        "manners",
        "sources",
        "months",
    }
    assert [row.count for row in table if row.figure == "position"] == list(found.parts)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Audit) == found
    assert not any("onrecord families" in sentence for sentence in found.cautions)


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_lies_within_its_interval(count: int, more: int) -> None:
    one = share(count, count + more)
    if count + more == 0:
        assert one.share is one.low is one.high is None
    else:
        assert one.low is not None and one.share is not None and one.high is not None
        assert 0 <= one.low <= one.share <= one.high <= 1
        assert one.high - one.low < 1


def test_the_intervals_are_those_of_the_textbooks() -> None:
    assert (share(15, 20).low, share(15, 20).high) == (0.5313, 0.8881)  # Wilson, of 15 in 20
    estimate, low, high = log_odds(10, 20, 5, 20)  # with 15 in 40 of one statement more each
    assert estimate == round(math.log(10.375 / 10.625) - math.log(5.375 / 15.625), 3)
    assert math.isclose(high - estimate, estimate - low, abs_tol=0.002)


@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_what_chance_makes_is_counted_as_by_hand(all_: int, rest: int, data: st.DataObject) -> None:
    of = data.draw(st.integers(1, all_ + rest))
    count = data.draw(st.integers(max(0, of - rest), min(of, all_)))
    ways = [math.comb(all_, n) * math.comb(rest, of - n) for n in range(of + 1)]
    up_to, from_ = sum(ways[: count + 1]), sum(ways[count:])
    expected = min(1.0, 2 * min(up_to, from_) / math.comb(all_ + rest, of))
    assert math.isclose(ByChance(all_, all_ + rest)(count, of), expected, rel_tol=1e-9)


def test_of_many_compared_few_are_told() -> None:
    assert beyond_chance([0.01, 0.04, 0.03, 0.5]) == 0.01  # limits 0.0125, 0.025, 0.0375, 0.05
    assert beyond_chance([0.01, 0.02, 0.03, 0.5]) == 0.03
    assert beyond_chance([0.04, 0.5]) == beyond_chance([]) == 0


@given(st.text(alphabet="a –—…-.\n\u00a0"))
def test_dashes_are_no_words(quote: str) -> None:
    assert words_in(quote) == sum(word not in ("–", "—", "…", "-", "--") for word in quote.split())


MOMENT = st.sampled_from([None, "2016-05-02", "2016-07-01"])
SAID = st.tuples(
    st.sampled_from(["person", "unnamed", "group", "organisation"]),
    st.sampled_from(
        ["Ann Smith said no", "an aide said – well – no", "=HYPERLINK(1) said a\x1bb", "<b> said &"]
    ),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.lists(SAID, max_size=4), MOMENT), max_size=5), st.booleans())
def test_shares_add_up_whatever_there_is(
    tmp_path: Path, articles: list[tuple[list[tuple[str, str]], str | None]], copies: bool
) -> None:
    with Store.open(tmp_path / f"{uuid4()}.db") as store:
        store.put(
            [made_up.record(*lines, id=f"{n}", outlet=f"Outlet {n}", published=day)
             for n, (lines, day) in enumerate(articles)]
        )  # fmt: skip
        found = audit(store, copies=copies, most=1_000)
    whole = found.statements
    for portions in (found.kinds, found.manners):
        assert sum(one.statements.count for one in portions) == whole
        assert sum(one.words for one in portions) == found.words
    assert found.named.count + found.unnamed.count == found.known.count
    assert sum(one.statements.count for one in found.sources) == found.known.count
    assert sum(found.parts) == whole
    for side in ("opens", "closes"):
        assert sum(getattr(one, side).count for one in found.ends) == found.articles
    assert sum(kind.with_cue for kind in found.verbs) == whole
    assert all(
        sum(one.statements.count for one in kind.tones)
        == sum(verb.count for verb in kind.verbs)
        == kind.with_cue
        for kind in found.verbs
    )
    assert [one.statements.count for one in found.top] == sorted(one.statements.count for one in found.top)
    assert all(0 < month.named.of <= month.statements for month in found.months)
    assert list(rows(found))
