"""What a corpus costs: the document shows what the script computes from the figures measured."""

import json
import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCALE = runpy.run_path(str(ROOT / "benchmarks" / "scale.py"))


def test_the_document_shows_what_is_computed_from_the_figures() -> None:
    document = (ROOT / "docs" / "scale.md").read_text("utf-8")
    figures = json.loads((ROOT / "benchmarks" / "ingest.json").read_text("utf-8"))
    shown = document.split(SCALE["BEGIN"] + "\n")[1].split(SCALE["END"])[0]
    assert shown.rstrip() == SCALE["tables"](figures)


def test_core_hours_and_sizes_are_articles_times_the_cost_of_one() -> None:
    run = {
        "core_seconds_an_article": 0.36,
        "articles_an_hour": 18_000,
        "load_average": 1,
        "cores": 2,
        "cores_kept_busy": 1.8,
    }
    form = {
        "runs": [run],
        "speed_up": 1.8,
        "where_time_goes": {
            "articles": 10,
            "pages": 20,
            "words_an_article": 700,
            "milliseconds_an_article": {"statements": 200.0},
        },
        "packed_kb_a_page": 10.0,
    }
    end = {"articles": 9, "writer": 100, "readers": [200, 250]}
    long = {
        "articles": 9,
        "seconds": 60,
        "memory_mb": {"end": end},
        "mb_for_a_thousand_articles": {"texts": 5.0, "store": 20.0, "statements_as_parquet": 2.0},
    }
    figures = {
        "machine": "a machine",
        "onrecord": "0",
        "forms": {"plain text": form, "HTML": form, "WARC": form},
        "long_run": long,
    }
    rows = {row.split("|")[1].strip(): row.split("|")[2:-1] for row in SCALE["corpora"](figures).splitlines()}
    assert [cell.strip() for cell in rows["core-hours, from WARC"]] == ["39", "1,000", "135,000"]
    assert [cell.strip() for cell in rows["from WARC on 64 cores"]] == ["37 minutes", "16 hours", "88 days"]
    assert [cell.strip() for cell in rows["WARC files"]] == ["7.8 GB", "200 GB", "27 TB"]
    assert [cell.strip() for cell in rows["statements as Parquet"]] == ["780 MB", "20 GB", "2.7 TB"]
    assert rows["memory on 64 cores"][0].strip() == "16 GB"
    assert "takes 19.5 hours: it fits into a day" in SCALE["a_day"](figures)
    run["core_seconds_an_article"] = 0.5
    assert "takes 27.1 hours: it does not fit into a day" in SCALE["a_day"](figures)
    assert "would have taken 21.7 hours" in SCALE["a_day"](figures)
