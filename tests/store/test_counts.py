"""Counts that are kept are those that counting gives, whatever happens to a store, in either database."""

import random

import made_up
import pytest
from made_up import NEWER, OLDER

from onrecord.record import MadeBy, Record
from onrecord.store import Store
from onrecord.store.migrate import migrate, migrations_of

PEOPLE = ("Ann Smith", "Bob Jones", "Zoë Wren", "ZOE WREN", "Wren")

KEPT = {
    "SELECT id, statement_count, article_count FROM speakers": (
        "SELECT w.id, count(s.id), count(DISTINCT s.article_id) "
        "FROM speakers AS w LEFT JOIN statements AS s ON s.speaker_id = w.id GROUP BY w.id"
    ),
    "SELECT id, article_count, statement_count FROM outlets": (
        "SELECT o.id, count(a.id), coalesce(sum(a.statement_count), 0) "
        "FROM outlets AS o LEFT JOIN articles AS a ON a.outlet_id = o.id GROUP BY o.id"
    ),
    "SELECT id, article_count, statement_count FROM models": (
        "SELECT m.id, count(a.id), coalesce(sum(a.statement_count), 0) "
        "FROM models AS m LEFT JOIN articles AS a ON a.model_id = m.id GROUP BY m.id"
    ),
}


def record(draw: random.Random, number: int, made_by: MadeBy = OLDER) -> Record:
    """An article that is the same for the same number, but for what its reading makes of it."""
    text_of = random.Random(number)
    lines = [f"{name} said word {number}" for name in text_of.choices(PEOPLE, k=text_of.randint(0, 4))]
    one = made_up.record(
        *lines, id=f"{number}", outlet=text_of.choice(("Post", "Herald", None)), made_by=made_by
    )
    return Record(
        article=one.article,
        statements=tuple(statement for statement in one.statements if draw.random() < 0.7),
        speakers=one.speakers,
        made_by=made_by,
    )


def check(store: Store) -> None:
    for kept, counted in KEPT.items():
        assert sorted(store.database.execute(kept)) == sorted(
            tuple(map(int, row)) for row in store.database.execute(counted)
        )
    counted = [
        int(store.database.execute(f"SELECT count(*) FROM {table}")[0][0])
        for table in ("articles", "statements")
    ]
    assert [store.holdings().articles, store.holdings().statements] == counted


@pytest.mark.parametrize("seed", range(4))
def test_counts_are_right_after_whatever_was_written_read_again_merged_and_split(
    store_url: str, seed: int
) -> None:
    draw = random.Random(seed)
    with Store.open(store_url) as store:
        store.put([record(draw, number) for number in range(8)])
        for step in range(25):
            speakers = [f"#{number}" for (number,) in store.database.execute("SELECT id FROM speakers")]
            into, other = draw.sample(speakers, 2)
            merged = store.database.execute("SELECT id FROM speakers WHERE merged_into IS NOT NULL")
            match draw.choice(("new", "again", "merge", "unmerge", "split")):
                case "new":
                    store.put([record(draw, 100 + step), record(draw, 3, NEWER)], replace=draw.random() < 0.5)
                case "again":
                    numbers = draw.sample(range(8), 3)
                    maker = MadeBy("0.3.0", f"model {step}")
                    store.put([record(draw, number, maker) for number in numbers], replace=True)
                case "merge":
                    store.merge(into, other, anyway=True)
                case "unmerge" if merged:
                    store.unmerge(f"#{draw.choice(merged)[0]}")
                case "split":
                    found = store.database.execute("SELECT article_id, speaker_id FROM article_speakers")
                    article, speaker = draw.choice(found)
                    store.split(f"#{speaker}", [f"#{article}"], draw.choice((into, "Ann Smith (sailor)")))
            check(store)


def test_an_older_store_is_counted_when_it_is_brought_up_to_date(
    store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import onrecord.store.counts as counts
    import onrecord.store.store as module

    newest = migrations_of("sqlite" if "://" not in store_url else "postgres")
    monkeypatch.setattr(module, "migrations_of", lambda kind: newest[:2])
    monkeypatch.setattr(counts, "_count", lambda database, articles, sign: None)
    draw = random.Random(1)
    with Store.open(store_url) as store:
        store.put([record(draw, number) for number in range(30)])
        assert store.database.version() == 2
        migrate(store.database, store_url, newest)
        check(store)
        assert store.stamp() != f"{0:016x}"
