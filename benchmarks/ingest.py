"""What it costs to put articles into a store: plain text, HTML pages, a WARC file; one core and two.

    python benchmarks/ingest.py                            # all of it: half an hour on two quiet cores
    python benchmarks/ingest.py --articles 100 --long 300  # a look, in some minutes

Inputs are made from ../shared/data (raw_news, html) in a temporary folder. A run on one core is a whole
ingest, writer and all, bound to that core. Rates are taken between the first commit and the last, so that
loading the model, some seconds, is left out. Beside articles an hour by the clock stand core-seconds an
article, of all processes together: on a shared machine they say more. --save writes the figures as JSON;
benchmarks/scale.py computes from them what a corpus costs, for docs/scale.md.
"""

import argparse
import gzip
import json
import os
import platform
import random
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import onrecord.reader
from onrecord.article import Article
from onrecord.ingest import Account, Ingest
from onrecord.ingest.inputs import Begun, Unchanged
from onrecord.reader import Reader
from onrecord.sources import Page, Skipped, Sources, finished
from onrecord.store import Outcome, Prepared, Refusal, Store, prepare
from onrecord.store.tables import write_parquet
from onrecord.version import __version__

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
PAGES = ("trafilatura_eval_400", "newspaper_tests", "scrapinghub_dev")
"""The sets of whole pages; the others are snippets and pages made to be hard."""

TICKS = os.sysconf("SC_CLK_TCK")
KB_IN_A_PAGE = os.sysconf("SC_PAGE_SIZE") // 1024


class Mark(NamedTuple):
    """How a run stood when something had been committed."""

    at: float
    articles: int
    refused: int
    core_seconds: float
    writer_mb: int
    readers_mb: tuple[int, ...]


class Marks:
    """A watcher that notes at each commit what the run and its processes have used."""

    def __init__(self) -> None:
        self.all: list[Mark] = []

    def begun(self, mark: Begun | Unchanged) -> None:
        pass

    def refused(self, refusal: Refusal) -> None:
        pass

    def committed(self, written: Sequence[tuple[Prepared, Outcome]], account: Account) -> None:
        some = processes()
        seconds, memory = core_seconds(some), {one: resident(one) for one in some}
        writer = memory.pop(os.getpid())
        # multiprocessing's resource tracker is a child as well, a small one.
        readers = tuple(round(size) for size in memory.values() if size > 50)
        self.all.append(
            Mark(time.monotonic(), account.done, account.refused, seconds, round(writer), readers)
        )


def processes(of: int | None = None) -> list[int]:
    """A process, this one if none is named, and all that it and its children have started."""
    found = [of or os.getpid()]
    with suppress(FileNotFoundError):  # It has ended meanwhile.
        for task in Path(f"/proc/{found[0]}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += processes(int(child))
    return found


def core_seconds(some: list[int]) -> float:
    """What processes that run have kept cores busy, and those of their children that have ended."""
    total = 0
    for process in some:
        with suppress(FileNotFoundError):
            total += sum(
                map(int, Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:15])
            )
    return total / TICKS


def resident(process: int) -> float:
    """Megabytes of a process that are in memory."""
    with suppress(FileNotFoundError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * KB_IN_A_PAGE / 1024
    return 0.0


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def shuffled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """So that the first so many are like all of them."""
    random.Random(1).shuffle(rows)
    return rows


def write_texts(folder: Path, articles: int) -> None:
    folder.mkdir()
    for number, row in enumerate(shuffled(list(lines_of(DATA / "raw_news" / "allsides_2500.jsonl.gz")))):
        if number == articles:
            break
        (folder / f"{number:05}.txt").write_text(row["text"], encoding="utf-8")


def write_table(path: Path, articles: int) -> None:
    """A long table: news, then press releases; after those, the same under other outlets."""
    rows = [
        {"id": row["id"], "outlet": row.get("outlet") or row["senator"], "text": row["text"]}
        for name in ("allsides_2500", "senate_2500")
        for row in lines_of(DATA / "raw_news" / f"{name}.jsonl.gz")
    ]
    rows = shuffled(rows)
    with path.open("w", encoding="utf-8") as out:
        for number in range(articles):
            again, place = divmod(number, len(rows))
            row = rows[place]
            out.write(json.dumps(row | ({"outlet": f"{row['outlet']} {again}"} if again else {})) + "\n")


def write_pages(folder: Path, archive: Path, pages: int) -> None:
    """The same pages as files of a folder, and as a crawler packs them: requests and responses, gzipped."""
    folder.mkdir()
    rows = shuffled([row for name in PAGES for row in lines_of(DATA / "html" / f"{name}.jsonl.gz")])
    with archive.open("wb") as out:
        for number, row in enumerate(rows[:pages]):
            body = row["html"].encode("utf-8")
            (folder / f"{number:05}.html").write_bytes(body)
            url = str(row.get("url") or "")
            if not url.startswith("http"):
                url = f"https://news.example/{number}"
            request = f"GET / HTTP/1.1\r\nHost: news.example\r\nAccept: text/html\r\nX: {number}\r\n\r\n"
            response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            for kind, block in (("request", request.encode()), ("response", response)):
                head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
                head += f"Content-Length: {len(block)}\r\n\r\n"
                out.write(gzip.compress(head.encode() + block + b"\r\n\r\n"))


@contextmanager
def bound_to(cores: int) -> Iterator[None]:
    """Leaves this process, and those that it starts, so many of the cores that it has."""
    all_cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(all_cores)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_cores)


def ingest(path: Path, store: Path, cores: int) -> tuple[dict[str, Any], list[Mark]]:
    """A whole run into a new store, in a process of its own; what it cost, and its marks."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        return alone.submit(run, path, store, cores).result()


def run(path: Path, store: Path, cores: int) -> tuple[dict[str, Any], list[Mark]]:
    marks = Marks()
    with bound_to(cores):
        account = Ingest(store, watcher=marks).paths([str(path)])
    first, last = marks.all[0], marks.all[-1]
    articles, seconds = last.articles - first.articles, last.at - first.at
    core_seconds = last.core_seconds - first.core_seconds
    return {
        "cores": cores,
        "articles": account.done,
        "refused": account.refused,
        "statements": account.statements,
        "articles_an_hour": round(3600 * articles / seconds),
        "core_seconds_an_article": round(core_seconds / articles, 4),
        "cores_kept_busy": round(core_seconds / seconds, 2),
        "load_average": round(os.getloadavg()[0], 1),
    }, marks.all


def over_spark(table: Path, articles: int, cores: int) -> dict[str, Any] | None:
    """The first articles of a table read over Spark on this machine, to Parquet; None without Spark."""
    if find_spec("pyspark") is None or not shutil.which("java"):
        return None
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        return alone.submit(run_spark, table, articles, cores).result()


def run_spark(table: Path, articles: int, cores: int) -> dict[str, Any]:
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    from pyspark.sql import SparkSession

    from onrecord.spark import read_articles

    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false").config("spark.log.level", "ERROR")
    spark = builder.getOrCreate()
    rows = spark.read.json(str(table)).limit(articles).repartition(8 * cores).cache()
    with TemporaryDirectory() as folder:
        # The first job loads the model into each process, and lets Spark warm up.
        read_articles(rows.limit(20 * cores).repartition(2 * cores)).write.parquet(f"{folder}/warm")
        count = rows.count()
        began, before = time.monotonic(), core_seconds(processes())
        read_articles(rows).write.parquet(f"{folder}/out")
        seconds, spent = time.monotonic() - began, core_seconds(processes()) - before
        python = [round(size) for one in processes() if (size := resident(one)) > 50]
        load = os.getloadavg()[0]
    spark.stop()
    return {
        "cores": cores,
        "articles": count,
        "articles_an_hour": round(3600 * count / seconds),
        "core_seconds_an_article": round(spent / count, 4),
        "cores_kept_busy": round(spent / seconds, 2),
        "memory_mb": sorted(python),
        "load_average": round(load, 1),
    }


def where_time_goes(path: Path) -> dict[str, Any]:
    """Core-seconds an article of each step, all in this process, one after another."""
    spent: dict[str, float] = defaultdict(float)
    reader = Reader()
    articles: list[Article] = []
    prepared: list[Prepared] = []
    pages = 0
    with timed_stages(spent), Sources() as sources, TemporaryDirectory() as folder:
        items = sources.open_unfinished([str(path)])
        while (item := clocked(spent, "opening and unpacking", next, items, None)) is not None:
            pages += isinstance(item, Page)
            found = clocked(spent, "text out of the page", finished, item) if isinstance(item, Page) else item
            if isinstance(found, Skipped):
                continue
            articles.append(found)
            before = sum(spent[stage] for stage in STAGES)
            record = clocked(spent, "the rest of reading", reader.read, found)
            spent["the rest of reading"] -= sum(spent[stage] for stage in STAGES) - before
            prepared.append(clocked(spent, "taking the record apart", prepare, record))
        with Store.open(Path(folder) / "record.db") as store:
            for start in range(0, len(prepared), 20):
                clocked(spent, "writing", store.write, prepared[start : start + 20])
    words = sum(len(article.text.split()) for article in articles)
    count = len(articles)
    return {
        "articles": count,
        "pages": pages,
        "words_an_article": round(words / count),
        "milliseconds_an_article": {name: round(1000 * value / count, 2) for name, value in spent.items()},
    }


STAGES = ("statements", "speakers", "voice and framing")


@contextmanager
def timed_stages(spent: dict[str, float]) -> Iterator[None]:
    """Puts a clock around each stage of the reader."""
    module: Any = onrecord.reader
    places = [
        (module, "extract", "statements"),
        (module.Gathered, "add", "speakers"),
        (module, "identify", "speakers"),
        (module, "voices", "voice and framing"),
    ]
    kept = [(owner, name, getattr(owner, name)) for owner, name, _ in places]

    def stage(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given: clocked(spent, name, function, *given)

    def extract(text: str, model: Any) -> Iterator[Any]:
        passages = kept[0][2](text, model)
        while (passage := clocked(spent, "statements", next, passages, None)) is not None:
            yield passage

    for (owner, name, label), (_, _, function) in zip(places, kept, strict=True):
        setattr(owner, name, extract if name == "extract" else stage(label, function))
    try:
        yield
    finally:
        for owner, name, function in kept:
            setattr(owner, name, function)


def clocked(spent: dict[str, float], name: str, function: Callable[..., Any], *given: Any) -> Any:
    began = time.process_time()
    try:
        return function(*given)
    finally:
        spent[name] += time.process_time() - began


def memory_over(marks: list[Mark]) -> dict[str, dict[str, Any]]:
    """Megabytes of resident memory, from a run's first commit to its last."""
    moments = {"start": 0.0, "a quarter": 0.25, "middle": 0.5, "three quarters": 0.75, "end": 1.0}
    at = {name: marks[round(share * (len(marks) - 1))] for name, share in moments.items()}
    return {
        name: {"articles": mark.articles, "writer": mark.writer_mb, "readers": mark.readers_mb}
        for name, mark in at.items()
    }


def sizes(store: Path, articles: int, folder: Path) -> dict[str, Any]:
    """Megabytes for a thousand articles: the store, the statements as Parquet, and the texts themselves."""
    with Store.open(store, read_only=True) as opened:
        write_parquet(opened.statements(), folder / "statements.parquet")
        texts = sum(len(record.article.text.encode("utf-8")) for record in opened.records())
    files = {"store": store, "statements_as_parquet": folder / "statements.parquet"}
    in_bytes = {name: path.stat().st_size for name, path in files.items()} | {"texts": texts}
    return {name: round(size / articles / 1000, 2) for name, size in in_bytes.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=500, help="articles, or pages, of each form")
    parser.add_argument("--long", type=int, default=10_000, help="articles of the long run")
    parser.add_argument("--save", type=Path, help="write the figures as JSON")
    options = parser.parse_args()
    cores = len(os.sched_getaffinity(0))
    figures: dict[str, Any] = {
        "machine": f"{platform.machine()}, {cores} cores, Python {platform.python_version()}",
        "onrecord": __version__,
        "forms": {},
    }
    with TemporaryDirectory(prefix="onrecord-ingest-") as name:
        folder = Path(name)
        write_texts(folder / "text", options.articles)
        write_pages(folder / "html", folder / "pages.warc.gz", options.articles)
        write_table(folder / "long.jsonl", options.long)
        inputs = {"plain text": folder / "text", "HTML": folder / "html", "WARC": folder / "pages.warc.gz"}
        for form, path in inputs.items():
            runs = []
            for number in dict.fromkeys((1, min(2, cores))):
                cost, _ = ingest(path, folder / f"{path.stem}.{number}.db", number)
                print(f"{form}: {cost}", flush=True)
                runs.append(cost)
            time_spent = where_time_goes(path)
            print(f"{form}: {time_spent}", flush=True)
            speed_up = round(runs[-1]["articles_an_hour"] / runs[0]["articles_an_hour"], 2)
            figures["forms"][form] = {"runs": runs, "speed_up": speed_up, "where_time_goes": time_spent}
        archive = folder / "pages.warc.gz"
        figures["forms"]["WARC"]["packed_kb_a_page"] = round(
            archive.stat().st_size / 1000 / options.articles, 1
        )
        cost, marks = ingest(folder / "long.jsonl", folder / "long.db", min(2, cores))
        figures["long_run"] = cost | {
            "seconds": round(marks[-1].at - marks[0].at),
            "memory_mb": memory_over(marks),
            "mb_for_a_thousand_articles": sizes(folder / "long.db", cost["articles"], folder),
        }
        print(f"long run: {figures['long_run']}", flush=True)
        figures["spark"] = over_spark(folder / "long.jsonl", options.articles, min(2, cores))
        print(f"Spark: {figures['spark']}", flush=True)
    if options.save:
        options.save.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
