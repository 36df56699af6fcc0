"""Families of quotations over a store, in either database."""

import csv
import json
import random
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result
from family_articles import article

from onrecord.cli import main
from onrecord.record import Record
from onrecord.store import Search, Store
from onrecord.verify.families import Family, families, pending, update_families
from onrecord.verify.family_changes import Change
from onrecord.verify.family_copies import ALIKE
from onrecord.verify.family_match import COMMON, COMMON_CONTENT, COMMON_PAIRS
from onrecord.verify.family_store import BUCKET
from onrecord.verify.family_text import COLUMNS
from onrecord.verify.family_words import FEW_KEYS, FEWEST_CONTENT_WORDS, FEWEST_LETTERS, FEWEST_WORDS

JOBS = "We will fight for every job in Norrick, and nobody will stop us from doing it"
FERRY = "The council has sold the last ferry to a company that nobody has ever heard of"
CALLOWAY = "Ines Calloway"


def ascribed(words: str, speaker: str = CALLOWAY, cue: str = "said") -> tuple[str, str, str]:
    return speaker, cue, words


def found(url: str, *records: Record, min_outlets: int = 1, **options: bool) -> list[Family]:
    """The families after the records were put into the store and taken up, all in one go."""
    with Store.open(url) as store:
        store.put(records)
        update_families(store)
        return list(families(store, min_outlets=min_outlets, **options))


def partition(url: str) -> set[frozenset[str]]:
    """The families as sets of wordings."""
    together: dict[int, set[str]] = {}
    with Store.open(url, read_only=True) as store:
        for number, words in store.database.execute("SELECT family_id, words FROM quotation_versions"):
            together.setdefault(number, set()).add(words)
    return {frozenset(some) for some in together.values()}


def test_versions_are_told_by_what_they_changed_in_the_earliest(store_url: str) -> None:
    (one,) = found(
        store_url,
        article("The Post", "2016-05-02", ascribed(JOBS)),
        article("The Herald", "2016-05-03", ascribed(JOBS.upper().replace(",", " –") + "!")),
        article("The Gazette", "2016-05-04", ascribed("We will fight for every job in Norrick")),
        article("The Bugle", "2016-05-05", ascribed(JOBS.replace("will stop", "can stop"))),
        article("The Echo", "2016-05-06", ascribed(JOBS.replace("will fight", "will not fight"))),
        article("The Star", "2016-05-07", ascribed(JOBS.replace("in Norrick, ", "… "))),
        article("The Sun", "2016-05-08", ascribed(JOBS + ", as I have told you many times")),
    )
    assert [(version.change, version.meaning) for version in one.versions] == [
        ("earliest", False),
        ("trimmed", False),
        ("altered", True),
        ("altered", True),
        ("elided", False),
        ("fuller", False),
    ]
    exact = one.versions[0].printings
    assert [(printing.outlet, printing.day) for printing in exact] == [
        ("The Post", "2016-05-02"),
        ("The Herald", "2016-05-03"),
    ]
    (modal,) = one.versions[2].differences
    assert modal.here and modal.there and modal.category == "modal"
    assert one.versions[2].text[modal.here.start : modal.here.end] == "can"
    assert one.versions[0].text[modal.there.start : modal.there.end] == "will"
    assert [differing.category for differing in one.versions[3].differences] == ["negation"]
    assert (one.outlets, one.independent, one.first_day, one.last_day) == (7, 7, "2016-05-02", "2016-05-08")


def test_cues_and_different_speakers_are_told(store_url: str) -> None:
    one, other = found(
        store_url,
        article("The Post", "2016-05-02", ascribed(JOBS), ascribed(FERRY, "Tobias Wren")),
        article("The Herald", "2016-05-03", ascribed(JOBS, cue="claimed"), ascribed(FERRY, "Wren")),
        article("The Bugle", "2016-05-03", ascribed(JOBS, "Oona Marsh", cue="claimed")),
        min_outlets=2,
    )
    assert one.speakers == (CALLOWAY, "Oona Marsh")
    assert one.speakers_differ
    assert one.cues == ("claimed", "said")
    assert other.speakers == ("Tobias Wren", "Wren")
    assert not other.speakers_differ


def test_agency_text_is_no_independent_version(store_url: str) -> None:
    records = [
        article("The Post", "2016-05-03", ascribed(JOBS), own="agency"),
        article("The Herald", "2016-05-02", ascribed(JOBS.replace("nobody", "no one at all")), own="agency"),
        article("The Bugle", "2016-05-03", ascribed(JOBS), own="agency"),
    ]
    (one,) = found(store_url, *records)
    assert (one.outlets, one.independent) == (3, 1)
    copies = {printing.outlet: printing.copy_of for v in one.versions for printing in v.printings}
    assert copies == {"The Herald": None, "The Post": 2, "The Bugle": 2}
    assert found(store_url, min_outlets=2) == []
    (one,) = found(store_url, article("The Star", "2016-05-04", ascribed(JOBS)), min_outlets=2)
    assert (one.outlets, one.independent) == (4, 2)


def test_reports_that_quote_the_same_are_no_copies(store_url: str) -> None:
    speech = [ascribed(f"{JOBS} and {number} more boats for {FERRY}") for number in range(20)]
    one, *_ = found(
        store_url, article("The Post", "2016-05-03", *speech), article("The Herald", "2016-05-03", *speech)
    )
    assert one.independent == 2


def test_similar_words_about_something_else_are_no_version(store_url: str) -> None:
    found(
        store_url,
        article("The Post", "2016-05-02", ascribed("We will fight for every job in Norrick")),
        article("The Herald", "2016-05-02", ascribed("We will fight for every ship in Sandrick")),
        article("The Bugle", "2016-05-02", ascribed("I am not going to talk about the ferry today")),
        article("The Star", "2016-05-02", ascribed("I am not going to talk about my marriage again")),
    )
    assert len(partition(store_url)) == 4


def test_short_phrases_and_common_ones_found_no_families(store_url: str) -> None:
    phrases = ("virtually zero", "Thank you very much", "It is what it is, and that is all that it is")
    with Store.open(store_url) as store:
        for outlet in ("The Post", "The Herald"):
            store.put([article(outlet, "2016-05-02", *map(ascribed, phrases))])
        updated = update_families(store)
        assert (updated.articles, updated.quotations, updated.passed_over) == (2, 0, 6)
        assert list(families(store, min_outlets=1)) == []


def test_a_quotation_that_its_cue_interrupts_is_one(store_url: str) -> None:
    (one,) = found(
        store_url,
        article("The Post", "2016-05-02", ascribed(JOBS)),
        article(
            "The Herald",
            "2016-05-03",
            (
                CALLOWAY,
                "said",
                "We will fight for every job in Norrick,",
                "and nobody will stop us from doing it",
            ),
        ),
    )
    (version,) = one.versions
    assert version.printings[1].quote == (
        "We will fight for every job in Norrick, … and nobody will stop us from doing it"
    )
    assert len(version.printings[1].spans) == 2


def test_a_chain_of_alterations_does_not_drift(store_url: str) -> None:
    words = [f"{letter}amber" for letter in "bcdfghjklmnp"]
    new = [f"{letter}orchid" for letter in "bcdfghjklmnp"]
    chain = [" ".join(new[:at] + words[at:]) for at in range(13)]
    found(
        store_url,
        *(article(f"Paper {at}", "2016-05-02", ascribed(one)) for at, one in enumerate(chain)),
    )
    for family in partition(store_url):
        for one in family:
            common = [len(set(one.split()) & set(other.split())) for other in family]
            assert min(common) >= 4, "every version shares most words with the one that stands for the family"
    assert len(partition(store_url)) > 1


def made_up(seed: int, articles: int = 24) -> list[Record]:
    """Articles with versions of a few quotations, edited at random."""
    draw = random.Random(seed)
    seeds = [
        JOBS,
        FERRY,
        "Inflation fell by three percent because we kept our promise to the fishermen of this coast",
        "Nobody told the harbour master that the northern lighthouse had been dark since Tuesday night",
    ]
    records = []
    for number in range(articles):
        words = draw.choice(seeds).split()
        for _ in range(draw.randrange(4)):
            edit, at = draw.randrange(4), draw.randrange(len(words))
            if edit == 0:
                words[at] = draw.choice(["never", "always", "seven", "boats", "Sandrick", "quietly"])
            elif edit == 1:
                words = words[: max(at, 6)]
            elif edit == 2:
                words = words[min(at, len(words) - 6) :]
            else:
                words.insert(at, draw.choice(["really", "not", "old", "big"]))
        records.append(article(f"Paper {number}", f"2016-05-{1 + number % 28:02}", ascribed(" ".join(words))))
    return records


def shown(url: str) -> list[tuple[object, ...]]:
    """All that a reader sees but for the store's own numbers."""
    with Store.open(url, read_only=True) as store:
        return sorted(
            (
                one.outlets,
                one.independent,
                one.speakers,
                tuple(
                    (v.text, v.change, v.against, v.meaning, tuple(p.article for p in v.printings))
                    for v in one.versions
                ),
            )
            for one in families(store, min_outlets=1)
        )


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_ingestion_does_not_matter_nor_how_often_families_are_brought_up_to_date(
    seed: int, tmp_path: Path
) -> None:
    records = made_up(seed)
    draw = random.Random(seed)
    results = []
    for number, step in enumerate((len(records), 1, 5, 7)):
        with Store.open(tmp_path / f"{number}.db") as store:
            for start in range(0, len(records), step):
                store.put(records[start : start + step])
                update_families(store)
        results.append((partition(str(tmp_path / f"{number}.db")), shown(str(tmp_path / f"{number}.db"))))
        draw.shuffle(records)
    assert all(result == results[0] for result in results)
    assert len(results[0][0]) >= 4


def test_every_order_of_three_that_link_in_a_row_gives_the_same(tmp_path: Path) -> None:
    records = [
        article("A", "2016-05-01", ascribed(JOBS)),
        article("B", "2016-05-02", ascribed(JOBS + " because " + FERRY)),
        article("C", "2016-05-03", ascribed(FERRY)),
    ]
    seen = set()
    for number, order in enumerate(permutations(records)):
        url = str(tmp_path / f"{number}.db")
        for one in order:
            found(url, one)
        seen.add(frozenset(partition(url)))
    assert len(seen) == 1
    assert len(next(iter(seen))) == 1, "the longer one has both"


def test_an_article_read_again_gives_up_what_it_said_before(store_url: str) -> None:
    records = made_up(3)
    longest = ascribed(JOBS + ", and that is my last word to the old fishermen of the northern harbour")
    changed = article("Paper X", "2016-05-01", longest)
    again = article("Paper X", "2016-05-01", longest, made_by="two")
    nothing = Record(article=again.article, statements=(), made_by=again.made_by)
    with Store.open(store_url) as store:
        store.put(records)
        update_families(store)
    without = partition(store_url)
    with Store.open(store_url) as store:
        store.put([changed])
        update_families(store)
        assert partition(store_url) != without
        store.put([nothing], replace=True)
        assert pending(store) == 1
        update_families(store)
        assert pending(store) == 0
    assert partition(store_url) == without
    with Store.open(store_url) as store:
        used = store.database.execute(
            "SELECT version_id FROM quotation_keys UNION SELECT id FROM "
            "quotation_versions UNION SELECT other_id FROM quotation_links"
        )
        ids = store.database.execute("SELECT id FROM quotation_versions")
    assert sorted(used) == sorted(ids), "nothing is left of what is gone"


def test_an_interrupt_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.verify import family_update

    monkeypatch.setattr(family_update, "ARTICLES", 5)
    records, whole, broken = made_up(1), str(tmp_path / "a.db"), str(tmp_path / "b.db")
    found(whole, *records)

    def interrupt(done: int, total: int) -> None:
        assert total == len(records)
        raise KeyboardInterrupt

    with Store.open(broken) as store:
        store.put(records)
        with pytest.raises(KeyboardInterrupt):
            update_families(store, interrupt)
        assert pending(store) == len(records) - 5
        assert update_families(store).articles == len(records) - 5
    assert shown(broken) == shown(whole)


def test_many_quotations_with_one_phrase_are_bounded(tmp_path: Path) -> None:
    """Three hundred different quotations that begin alike are three hundred families, and one said in three
    hundred versions is one."""
    draw = random.Random(5)
    words = ["".join(draw.choices("bdfgklmnprst", k=7)) for _ in range(3000)]
    alike = [f"the people of this great old country {' '.join(draw.sample(words, 12))}" for _ in range(300)]
    versions = []
    for number in range(300):
        some = (JOBS + " because " + FERRY).split()
        some[draw.randrange(len(some))] = f"{words[number]}"
        versions.append(" ".join(some))
    with Store.open(tmp_path / "a.db") as store:
        for at, some in enumerate((alike, versions)):
            store.put([article(f"Paper {at} {n}", "2016-05-02", ascribed(one)) for n, one in enumerate(some)])
            update_families(store)
    sizes = sorted(map(len, partition(str(tmp_path / "a.db"))))
    assert sizes == [1] * 300 + [300]


def test_searches_narrow_and_only_changed_ones_are_shown(store_url: str) -> None:
    found(
        store_url,
        article("The Post", "2016-05-02", ascribed(JOBS), ascribed(FERRY, "Tobias Wren")),
        article(
            "The Herald",
            "2016-05-03",
            ascribed(JOBS),
            ascribed(FERRY.replace("last", "first"), "Tobias Wren"),
        ),
    )

    def numbers(search: Search | None = None, **options: bool) -> list[str]:
        with Store.open(store_url, read_only=True) as store:
            return [one.versions[0].text for one in families(store, search, **options)]

    assert sorted(numbers()) == [FERRY, JOBS]
    assert numbers(Search(words="ferry")) == [FERRY]
    assert numbers(Search(words="ferry"), changed=True) == [FERRY]
    assert numbers(changed=True) == [FERRY]
    assert numbers(Search(speaker="Calloway")) == [JOBS]
    assert numbers(Search(words="lighthouse")) == []
    assert numbers(Search(speaker="Nobody Else")) == []


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


@pytest.fixture
def store_of_two(tmp_path: Path) -> str:
    url = str(tmp_path / "record.db")
    with Store.open(url) as store:
        store.put(
            [
                article("The Post", "2016-05-02", ascribed(JOBS)),
                article(
                    "The Herald",
                    "2016-05-03",
                    ascribed(JOBS.replace("will stop", "can\x1b stop"), cue="claimed"),
                ),
            ]
        )
    return url


def test_the_command_shows_versions_with_differing_words_marked(store_of_two: str) -> None:
    result = run("families", "--store", store_of_two)
    assert (result.exit_code, result.stderr) == (
        0,
        "2 articles taken up: 2 quotations, 0 passed over as too short or too common\n",
    )
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[0].startswith("family ")
    assert lines[0].endswith("2 outlets · 2016-05-02 to 2016-05-03 · 2 wordings")
    assert "cues: said, claimed" in lines
    assert "2. altered: modal" in lines
    assert "nobody [-will-]{+can�+}" in " ".join(lines) or "nobody [-will-]{+can+}" in " ".join(lines)
    assert "\x1b" not in result.stdout
    again = run("families", "norrick", "--store", store_of_two, "--min-outlets", "3")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "nothing found\n")


def test_the_command_writes_json_and_csv(store_of_two: str) -> None:
    (one,) = json.loads(run("families", "--store", store_of_two, "--format", "json").stdout)
    assert [version["change"] for version in one["versions"]] == ["earliest", "altered"]
    rows = list(
        csv.DictReader(run("families", "--store", store_of_two, "--format", "csv").stdout.splitlines())
    )
    assert [(row["outlet"], row["change"], row["cue"], row["categories"]) for row in rows] == [
        ("The Post", "earliest", "said", ""),
        ("The Herald", "altered", "claimed", "modal"),
    ]
    assert tuple(rows[0]) == COLUMNS
    assert run("families", "x y z", "--store", store_of_two, "--format", "json").stdout == "[]\n"


def test_without_an_update_the_store_is_left_as_it_is(store_of_two: str) -> None:
    result = run("families", "--store", store_of_two, "--no-update")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "2 articles are not taken up yet\nnothing found\n"


@pytest.mark.parametrize(
    ("args", "what"),
    [
        (("--store", "nowhere.db"), "there is no store nowhere.db"),
        (("--store", "{}", "--from", "yesterday"), "is no day"),
        (("--store", "{}", "--speaker", "…"), "has no words of a name"),
        (("--store", "{}", "--min-outlets", "0"), "--min-outlets"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(store_of_two: str, args: Iterable[str], what: str) -> None:
    result = run("families", *(one.format(store_of_two) for one in args))
    assert result.exit_code == 2
    assert what in result.stderr
    assert "Traceback" not in result.stderr


def test_the_page_says_what_the_code_does() -> None:
    page = (Path(__file__).parents[2] / "docs" / "families.md").read_text("utf-8")
    for parameter in main.commands["families"].params:  # type: ignore[attr-defined]
        for option in (*parameter.opts, *parameter.secondary_opts):
            known = option in ("--store", "--debug", "--update") or not option.startswith("--")
            as_in_search = any(name in parameter.opts for name in SEARCHED)
            assert known or as_in_search or option in page, option
    for change in get_args(Change):
        assert f"| {change} |" in page
    for limit in (
        f"at most {BUCKET} versions",
        f"or one where either has {'five' if FEW_KEYS == 5 else FEW_KEYS}",
    ):
        assert limit in page.replace("\n   ", " ")
    shares = f"{COMMON:.0%}", f"{COMMON_CONTENT:.0%}", f"{COMMON_PAIRS:.0%}", f"{ALIKE:.0%}"
    for share in shares:
        assert share.replace("%", " %") in page
    assert (FEWEST_WORDS, FEWEST_CONTENT_WORDS, FEWEST_LETTERS) == (5, 2, 10)


SEARCHED = (
    "--speaker",
    "--kind",
    "--outlet",
    "--from",
    "--to",
    "--manner",
    "--tone",
    "--negated",
    "--hypothetical",
)
"""Options that the page of the store has, as those of search."""
