"""Statements as Arrow, pandas, Polars and Parquet."""

from collections.abc import Iterator
from pathlib import Path

import made_up
import pytest

from onrecord.formats import columns
from onrecord.store import COLUMNS, Search, Store, tables

pyarrow = pytest.importorskip("pyarrow")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record.db") as store:
        store.put([made_up.full_record(), made_up.record("Ann Smith said a", "Bob Jones said b", id="b")])
        yield store


def test_arrow_has_every_column_and_row(store: Store) -> None:
    table = store.to_arrow()
    assert tuple(table.column_names) == COLUMNS
    rows = list(store.statements())
    assert table.to_pylist() == [{name: getattr(row, name) for name in COLUMNS} for row in rows]
    assert store.to_arrow(Search(speaker="Jones")).column("quote").to_pylist() == ["b"]


def test_nothing_found_is_a_table_with_the_same_columns(store: Store) -> None:
    table = store.to_arrow(Search(words="nowhere"))
    assert (table.num_rows, table.schema) == (0, store.to_arrow().schema)
    assert not table.schema.field("quote").nullable and table.schema.field("speaker_name").nullable


def test_pandas_and_polars_have_the_same(store: Store) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    assert list(store.to_pandas()["quote"]) == store.to_polars()["quote"].to_list() != []
    assert store.to_polars()["negated"].to_list() == [True, False, False, False]


def test_parquet_in_several_batches_is_the_table(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "ROWS_IN_A_BATCH", 3)
    assert tables.write_parquet(store.statements(), str(tmp_path / "a.parquet")) == 4
    import pyarrow.parquet

    assert pyarrow.parquet.read_table(tmp_path / "a.parquet").to_pylist() == store.to_arrow().to_pylist()
