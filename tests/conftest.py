"""What several tests need."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import local_spark
import postgres_server
import pytest

from onrecord.article import Article
from onrecord.record import MadeBy, Record, Span, Speaker, Statement

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

REPOSITORY = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--need-postgres", action="store_true", help="fail, not skip, where PostgreSQL is not installed"
    )
    parser.addoption("--need-spark", action="store_true", help="fail, not skip, where Spark cannot run")
    parser.addoption(
        "--need-chromium", action="store_true", help="fail, not skip, where Chromium is not installed"
    )


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a PostgreSQL server's database, started for the tests."""
    if postgres_server.binaries() is None:
        (pytest.fail if request.config.getoption("--need-postgres") else pytest.skip)(postgres_server.HOW)
    with postgres_server.server() as url:
        yield url


@pytest.fixture(scope="session")
def spark(request: pytest.FixtureRequest) -> "Iterator[SparkSession]":
    """A Spark of two workers on this machine, started once for all tests: that takes its time."""
    if missing := local_spark.missing():
        (pytest.fail if request.config.getoption("--need-spark") else pytest.skip)(missing)
    with local_spark.session() as session:
        yield session


@pytest.fixture
def postgres_store(postgres: str) -> Iterator[str]:
    """The URL of that server's database, in which there is no store, and is none afterwards."""
    import psycopg

    yield postgres
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"{others} AND datname = current_database()")
        connection.execute("DROP SCHEMA IF EXISTS onrecord CASCADE")


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The path or URL of a store that is not there yet: each test runs with either database."""
    if request.param == "sqlite":
        return str(tmp_path / "record.db")
    return str(request.getfixturevalue("postgres_store"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB of its own."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "onrecord-test", str(folder)]
    if sys.platform != "linux" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs to mount a small file system, which only root may")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def shared() -> Path:
    """The folder of data and tools that stands next to the repository on the developers' machines."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared, which stands next to the repository on the developers' machines only")
    return folder


@pytest.fixture
def record() -> Record:
    """A statement in two pieces, another inside it that was not made, and a sentence of the outlet's own."""
    text = (
        "“We lost,” Mayor Ann Smith insisted to reporters at a rally, “but Bob never said we learned.” "
        "The “experts” stayed at home."
    )

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    article = Article(
        "a", text, outlet="The Paper", title="A loss", authors=("C. Jones",), published="2026-01-02"
    )
    outer = Statement(
        id="s1",
        speaker="p1",
        speaker_confidence=0.98,
        source=(span("Mayor Ann Smith"),),
        cue=(span("insisted"),),
        content=(span("“We lost,”"), span("“but Bob never said we learned.”")),
        quote="“We lost,” … “but Bob never said we learned.”",
        manner="direct",
        cue_lemma="insist",
        cue_tone="distancing",
        addressee=(span("reporters"),),
        venue=(span("at a rally"),),
        confidence=0.9,
    )
    inner = Statement(
        id="s2",
        speaker="p2",
        speaker_confidence=0.7,
        source=(span("Bob"),),
        cue=(span("never said"),),
        content=(span("we learned"),),
        quote="we learned",
        manner="indirect",
        cue_lemma="say",
        cue_tone="neutral",
        negated=True,
        parent="s1",
        confidence=0.4,
    )
    return Record(
        article=article,
        statements=(outer, inner),
        speakers=(
            Speaker(
                id="p1",
                name="Ann Smith",
                kind="person",
                names=("Smith",),
                roles=("Mayor",),
                mentions=(span("Ann Smith"),),
            ),
            Speaker(id="p2", name="Bob", kind="person", mentions=(span("Bob"),)),
        ),
        outlet_voice=(span("The “experts” stayed at home"),),
        scare_quotes=(span("“experts”"),),
        notes=("Made up.",),
        made_by=MadeBy("0.1.0", "none"),
    )
