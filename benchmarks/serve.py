"""What the reading room answers under load: readings and searches at 50 connections, and first pages.

    python benchmarks/serve.py --store record.db            # half a minute each; needs wrk
    python benchmarks/serve.py --articles 100000            # makes such a store first: minutes, 1.4 GB

A reading is of a 700-word made-up article, another one each time, so that none is remembered from before. A
search is for one of the store's own words, or two, with the first 20 statements as JSON. `wrk` runs on the
same machine and takes its share of it. Latencies are milliseconds from request to answer, waiting included:
at 50 connections a reading waits for those before it.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from search import MadeUp, fill

from onrecord.store import Store

ROOT = Path(__file__).parents[1]
CONNECTIONS = 50
SECONDS = 30
WORDS = 700

PAGES = (
    "/", "/articles", "/articles/1", "/search", "/speakers", "/speakers/1", "/outlets", "/outlets/1",
    "/families", "/corrections",
)  # fmt: skip

COMMON = """
local thread_count = 0
function setup(thread)
   thread_count = thread_count + 1
   thread:set("id", thread_count)
end
local number = 0
function done(summary, latency, requests)
   local e = summary.errors
   io.write(string.format(
      'FIGURES {"answers": %d, "seconds": %.1f, "p50": %.1f, "p95": %.1f, "p99": %.1f, "longest": %.1f, ' ..
      '"errors": {"connect": %d, "read": %d, "write": %d, "status": %d, "timeout": %d}}\\n',
      summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
      latency:percentile(99) / 1e3, latency.max / 1e3, e.connect, e.read, e.write, e.status, e.timeout))
end
"""

READ = """
local text = %s
function request()
   number = number + 1
   local body = '{"text": ' .. text:gsub("NUMBER", id .. " and " .. number) .. '}'
   return wrk.format("POST", "/read.json", {["Content-Type"] = "application/json"}, body)
end
"""

SEARCH = """
local queries = {%s}
function request()
   number = number + 1
   return wrk.format("GET", "/search.json?words=" .. queries[(number * 7 + id) %% #queries + 1])
end
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--store", type=Path)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--save", type=Path, default=Path(__file__).with_suffix(".json"))
    arguments = parser.parse_args()
    made_up = MadeUp(in_an_article=15)
    with TemporaryDirectory() as folder:
        store = arguments.store or Path(folder) / "record.db"
        if arguments.store is None:
            with Store.open(store) as opened:
                fill(opened, made_up, arguments.articles * 15)
        with Server(store) as server:
            figures = measure(server, made_up, arguments.seconds, Path(folder))
    with Store.open(store, read_only=True) as opened:
        holdings = opened.holdings()
    figures = {
        "articles": holdings.articles,
        "statements": holdings.statements,
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 2),
        **figures,
    }
    print(json.dumps(figures, indent=2))
    arguments.save.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


class Server:
    """`onrecord serve` on a port of its own."""

    def __init__(self, store: Path) -> None:
        code = "from onrecord.cli import main; main()"
        self._process = subprocess.Popen(
            [sys.executable, "-c", code, "serve", "--store", str(store), "--port", "0"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        told = re.search(r"http://\S+(?=/)", self._process.stdout.readline())
        assert told
        self.address = told[0]

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    def wait(self) -> None:
        """Returns when the readings that still wait have been read: wrk leaves when its time is over."""
        body = json.dumps({"text": "“We are last,” the harbour master said."}).encode()
        request = urllib.request.Request(
            f"{self.address}/read.json", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=120) as answer:
            answer.read()

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.address + path) as answer:
            return bytes(answer.read())


def measure(server: Server, made_up: MadeUp, seconds: int, folder: Path) -> dict[str, Any]:
    """Figures of readings, searches and first pages."""
    text = json.dumps(json.dumps(_article()))
    words = [f'"{word}"' for word in made_up.words[20:2_000:20]]
    words += [
        f'"{one}+{other}"' for one, other in zip(made_up.words[:50], made_up.words[50:100], strict=True)
    ]
    pages = {}
    for path in (*PAGES, f"/search?words={made_up.words[30]}"):
        times = []
        for _ in range(20):
            begun = time.perf_counter()
            server.get(path)
            times.append((time.perf_counter() - begun) * 1000)
        pages[path] = {"first": round(times[0], 1), "median": round(sorted(times)[10], 1)}
    reading = wrk(server, READ % text, seconds, folder)
    server.wait()
    searching = wrk(server, SEARCH % ", ".join(words), seconds, folder)
    return {"reading": reading, "searching": searching, "pages": pages}


def wrk(server: Server, script: str, seconds: int, folder: Path) -> dict[str, Any]:
    """wrk's figures for a script of requests."""
    file = folder / "script.lua"
    file.write_text(COMMON + script, encoding="utf-8")
    run = subprocess.run(
        [
            "wrk",
            "-t2",
            f"-c{CONNECTIONS}",
            f"-d{seconds}s",
            "--timeout",
            "60s",
            "-s",
            str(file),
            server.address,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"FIGURES (.*)", run.stdout)
    assert found, run.stdout + run.stderr
    figures: dict[str, Any] = json.loads(found[1])
    figures["answers_per_second"] = round(figures["answers"] / figures["seconds"], 1)
    return figures


def _article() -> str:
    """Test articles, of so many words together, and a sentence that differs each time."""
    pieces, words = [], 0
    for path in sorted((ROOT / "tests" / "articles").glob("*.txt")):
        piece = path.read_text("utf-8").strip()
        if words + len(piece.split()) <= WORDS:
            pieces.append(piece)
            words += len(piece.split())
    return "\n\n".join([*pieces, "“There were NUMBER of them,” the harbour master said."])


if __name__ == "__main__":
    main()
