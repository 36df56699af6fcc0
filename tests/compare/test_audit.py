"""The source audit against the same figures worked out another way."""

import math
from collections import Counter
from pathlib import Path

import made_up
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.compare import Audit, audit, rows
from onrecord.compare.shares import log_odds, share
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


@pytest.mark.parametrize(
    "search", [Search(), Search(outlets=("Harbour",)), Search(since="2016-06"), Search(speaker="Jones")]
)
def test_the_figures_are_those_of_the_rows_of_the_search(store_url: str, search: Search) -> None:
    with fill(store_url) as store:
        found = audit(store, search)
        statements = list(store.statements(search))
    kinds = Counter(row.speaker_kind or "unknown" for row in statements)
    assert found.statements == len(statements)
    assert found.words == sum(len(row.quote.split()) for row in statements)
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
        assert source.words == sum(len(row.quote.split()) for row in own)
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
        ends: dict[int, list[tuple[int, int | None]]] = {}
        for row in store.statements():
            first = int(row.content_spans.split("-")[0])
            expected[first * 10 // len(store.record(row.article_number).article.text)] += 1
            ends.setdefault(row.article_number, []).append((first, row.speaker_number))
    assert list(found.parts) == expected
    for source in found.sources:
        assert source.opens == sum(min(one)[1] == source.number for one in ends.values())
        assert source.closes == sum(max(one)[1] == source.number for one in ends.values())


def test_a_text_that_several_articles_have_counts_for_each_or_once(store_url: str) -> None:
    with fill(store_url) as store:
        each, once = audit(store), audit(store, copies=False)
    assert (each.statements - once.statements, each.articles - once.articles) == (3, 1)
    assert any("have the text of another one" in sentence for sentence in each.cautions)
    assert any("3 statements" in sentence and "left out" in sentence for sentence in once.cautions)


def test_only_the_newest_are_counted_where_so_many_are_asked_for_and_that_is_said(store_url: str) -> None:
    with fill(store_url) as store:
        found, all_ = audit(store, at_most=3), audit(store, at_most=100)
    assert not found.complete and found.statements == 3
    assert found.cautions[0].startswith("Only the newest")
    assert all_.complete and not any(one.startswith("Only the newest") for one in all_.cautions)


def test_a_source_whose_verbs_differ_from_those_of_others_is_told_with_its_interval(tmp_path: Path) -> None:
    with Store.open(tmp_path / "record.db") as store:
        claims = {"cue_lemma": "claim", "cue_tone": "distancing"}
        store.put(
            [
                made_up.record(*["Bob Jones said no"] * 12, id="a", **claims),
                made_up.record(*["Ann Smith said no"] * 40, id="b"),
                made_up.record(*["Cy Young said no"] * 4, id="c", **claims),
            ]
        )
        found = audit(store)
    told = {(one.name, one.tone): one for one in found.leanings}
    leaning = told["Bob Jones", "distancing"]
    assert (leaning.own.count, leaning.own.of, leaning.others.count, leaning.others.of) == (12, 12, 4, 44)
    assert 0 < leaning.low < leaning.log_odds < leaning.high
    assert told["Ann Smith", "distancing"].high < 0
    assert not [one for one in found.leanings if one.name == "Cy Young"], "four statements tell nothing"


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
    estimate, low, high = log_odds(10, 20, 5, 20)
    assert estimate == round(math.log(10.5 / 10.5) - math.log(5.5 / 15.5), 3)
    assert math.isclose(high - estimate, estimate - low, abs_tol=0.002)
