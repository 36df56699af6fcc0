"""What a corpus costs, computed from benchmarks/ingest.json; the tables of docs/scale.md.

    python benchmarks/scale.py            # prints the tables
    python benchmarks/scale.py --write    # puts them into docs/scale.md

With a articles, s core-seconds an article and c cores: a · s / 3600 core-hours, or a · s / (86,400 · c) days.
A reader's memory does not depend on how much it reads, so that c cores need writer + c · reader.
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DOCUMENT = HERE.parent / "docs" / "scale.md"
BEGIN, END = "<!-- benchmarks/scale.py -->", "<!-- end -->"

DAY_OF_THE_CRAWL = 390_000
CORPORA = {
    f"a day of the crawl, {DAY_OF_THE_CRAWL:,}": DAY_OF_THE_CRAWL,
    "10 million": 10_000_000,
    "1.35 billion": 1_350_000_000,
}


def tables(figures: dict[str, Any]) -> str:
    """All of it, as Markdown."""
    return "\n\n".join((measured(figures), corpora(figures), a_day(figures)))


def measured(figures: dict[str, Any]) -> str:
    lines = [
        f"Measured on {figures['machine']}, onrecord {figures['onrecord']}:",
        "",
        "| | plain text | HTML | WARC |",
        "|---|---|---|---|",
    ]

    def row(name: str, value: Any) -> None:
        cells = (value(figures["forms"][form]) for form in ("plain text", "HTML", "WARC"))
        lines.append(f"| {name} | {' | '.join(cells)} |")

    row("articles an hour, one core", lambda form: f"{form['runs'][0]['articles_an_hour']:,}")
    row("articles an hour, two cores", lambda form: f"{form['runs'][-1]['articles_an_hour']:,}")
    row("two cores : one, by the clock", lambda form: f"{form['speed_up']:.2f}")
    row("cores' time it got: on one core, on two", lambda form: " and ".join(got(form)))
    row("core-seconds an article, one core", lambda form: f"{seconds(form, 0):.3f}")
    row("core-seconds an article, two cores", lambda form: f"{seconds(form):.3f}")
    row("two cores : one, had both been its own", lambda form: f"{2 * seconds(form, 0) / seconds(form):.2f}")
    row("words an article", lambda form: f"{form['where_time_goes']['words_an_article']:,}")
    row("load average while measured", lambda form: " to ".join(f"{load:.1f}" for load in loads(form)))
    lines += ["", "Core-milliseconds an article, each step alone in one process:", ""]
    lines += ["| | plain text | HTML | WARC |", "|---|---|---|---|"]
    steps = dict.fromkeys(step for form in figures["forms"].values() for step in spent(form))
    for step in steps:
        row(step, lambda form, step=step: f"{spent(form)[step]:.1f}" if step in spent(form) else "—")
    long = figures["long_run"]
    lines += [
        "",
        f"Memory over a run of {long['articles']:,} articles ({long['seconds'] / 60:.0f} minutes), in MB:",
        "",
        "| | articles | writer | readers |",
        "|---|---|---|---|",
    ]
    for moment, at in long["memory_mb"].items():
        readers = " + ".join(map(str, at["readers"]))
        lines.append(f"| {moment} | {at['articles']:,} | {at['writer']} | {readers} |")
    if spark := figures.get("spark"):
        memory_of_all = " + ".join(map(str, spark["memory_mb"]))
        lines += [
            "",
            f"The first {spark['articles']:,} articles of that run read over Spark, on "
            f"{spark['cores']} cores of one machine: {spark['core_seconds_an_article']:.3f} core-seconds an "
            f"article, Java's among them, where the run took {long['core_seconds_an_article']:.3f}; "
            f"{memory_of_all} MB of memory, Java's the most (load average {spark['load_average']:.1f}).",
        ]
    return "\n".join(lines)


def corpora(figures: dict[str, Any]) -> str:
    text, warc = figures["forms"]["plain text"], figures["forms"]["WARC"]
    size = figures["long_run"]["mb_for_a_thousand_articles"]
    packed = warc["packed_kb_a_page"] * pages_an_article(warc)
    lines = ["| articles | " + " | ".join(CORPORA) + " |", "|---|" + "---|" * len(CORPORA)]

    def row(name: str, value: Any) -> None:
        lines.append(f"| {name} | " + " | ".join(value(count) for count in CORPORA.values()) + " |")

    row("core-hours, from a table of texts", lambda count: f"{count * seconds(text) / 3600:,.0f}")
    row("core-hours, from WARC", lambda count: f"{count * seconds(warc) / 3600:,.0f}")
    for cores in (2, 64, 1_000):
        row(f"from WARC on {cores:,} cores", lambda count, c=cores: duration(count * seconds(warc) / c))
    row("memory on 64 cores", lambda _: f"{memory(figures, 64):.0f} GB")
    row("WARC files", lambda count: bytes_of(count * packed * 1e3))
    row("texts", lambda count: bytes_of(count * size["texts"] * 1e3))
    row("store (SQLite)", lambda count: bytes_of(count * size["store"] * 1e3))
    row("statements as Parquet", lambda count: bytes_of(count * size["statements_as_parquet"] * 1e3))
    return "\n".join(lines)


def a_day(figures: dict[str, Any]) -> str:
    """Whether two cores read a day of the world's news crawl in a day."""
    warc = figures["forms"]["WARC"]
    cost = seconds(warc)
    needed = 2 * 86_400 / DAY_OF_THE_CRAWL
    hours = DAY_OF_THE_CRAWL * cost / 2 / 3600
    answer = "fits into a day" if hours <= 24 else "does not fit into a day"
    by_the_clock = "; ".join(
        f"bound to {run['cores']} of them, a run that got the time of {run['cores_kept_busy']:.2f} would "
        f"have taken {DAY_OF_THE_CRAWL / run['articles_an_hour']:.1f} hours"
        for run in warc["runs"]
    )
    return (
        f"Two cores have 2 · 86,400 / {DAY_OF_THE_CRAWL:,} = {needed:.3f} core-seconds for each article of a "
        f"day of the crawl; one from a WARC file takes {cost:.3f}. With both cores its own, a day of the "
        f"crawl takes {hours:.1f} hours: it {answer}. By the clock, {by_the_clock}."
    )


def seconds(form: dict[str, Any], run: int = -1) -> float:
    cost: float = form["runs"][run]["core_seconds_an_article"]
    return cost


def got(form: dict[str, Any]) -> list[str]:
    """The time of how many cores each run had; what is short of its cores, others took."""
    return [f"{run['cores_kept_busy']:.2f}" for run in form["runs"]]


def spent(form: dict[str, Any]) -> dict[str, float]:
    steps: dict[str, float] = form["where_time_goes"]["milliseconds_an_article"]
    return steps


def loads(form: dict[str, Any]) -> list[float]:
    return sorted({run["load_average"] for run in form["runs"]})


def pages_an_article(form: dict[str, Any]) -> float:
    pages: float = form["where_time_goes"]["pages"] / form["where_time_goes"]["articles"]
    return pages


def memory(figures: dict[str, Any], cores: int) -> float:
    end = figures["long_run"]["memory_mb"]["end"]
    gigabytes: float = (end["writer"] + cores * max(end["readers"])) / 1000
    return gigabytes


def duration(seconds: float) -> str:
    hours = seconds / 3600
    if hours < 1:
        return f"{seconds / 60:,.0f} minutes"
    return f"{hours:,.0f} hours" if hours < 72 else f"{hours / 24:,.0f} days"


def bytes_of(size: float) -> str:
    for unit, scale in (("TB", 1e12), ("GB", 1e9)):
        if size >= scale:
            return f"{size / scale:,.1f} {unit}" if size < 10 * scale else f"{size / scale:,.0f} {unit}"
    return f"{size / 1e6:,.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--figures", type=Path, default=HERE / "ingest.json")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/scale.md")
    options = parser.parse_args()
    found = tables(json.loads(options.figures.read_text("utf-8")))
    if options.write:
        document = DOCUMENT.read_text("utf-8")
        between = re.compile(f"(?<={BEGIN}\n).*(?={END})", re.S)
        DOCUMENT.write_text(between.sub(lambda _: found + "\n", document), encoding="utf-8")
    else:
        print(found)


if __name__ == "__main__":
    main()
