"""How smooth a long article is in a browser: 34,800 words with 1,500 statements.

    python benchmarks/long_article.py       # needs Chromium; figures in benchmarks/long_article.json

Milliseconds: the server's answer, the first paint of the page, from a press of `j` to the frame that shows
the next statement, from one frame to the next while it is scrolled, the longest task on the way.
"""

import json
import os
import statistics
import sys
import time
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import chromium  # noqa: E402
import hostile_articles  # noqa: E402
import serving  # noqa: E402

from onrecord.store import Store  # noqa: E402

STEPS = """
async () => {
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({type: "longtask"});
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const steps = [];
    for (let at = 0; at < 60; at++) {
        const begun = performance.now();
        const pressed = new KeyboardEvent("keydown", {key: "j", bubbles: true});
        (document.activeElement ?? document.body).dispatchEvent(pressed);
        await frame();
        steps.push(performance.now() - begun);
    }
    const frames = [];
    const height = document.documentElement.scrollHeight;
    for (let at = 0; at < 120; at++) {
        const begun = performance.now();
        scrollTo(0, (height * at) / 120);
        await frame();
        frames.push(performance.now() - begun);
    }
    return {steps, frames, tasks: tasks.map((task) => task.duration)};
}
"""


def main() -> None:
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "record.db")
        record = hostile_articles.long_record()
        with Store.open(path) as store:
            store.put([record])
        with (
            serving.running("--store", path) as (address, _),
            chromium.browser() as browser,
            chromium.watched(browser, address, viewport={"width": 1280, "height": 900}) as seen,
        ):
            answers = []
            for _ in range(5):
                begun = time.perf_counter()
                with urllib.request.urlopen(f"{address}articles/1") as answer:
                    answer.read()
                answers.append((time.perf_counter() - begun) * 1000)
            seen.page.goto(f"{address}articles/1")
            painted = seen.page.evaluate(
                "performance.getEntriesByName('first-contentful-paint')[0].startTime"
            )
            found = seen.page.evaluate(STEPS)
    figures = {
        "words": len(record.article.text.split()),
        "statements": len(record.statements),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "answer": round(statistics.median(answers)),
        "first paint": round(painted),
        "key, median": round(statistics.median(found["steps"])),
        "key, longest": round(max(found["steps"])),
        "frame, median": round(statistics.median(found["frames"])),
        "frame, longest": round(max(found["frames"])),
        "tasks over 50 ms": len(found["tasks"]),
        "longest task": round(max(found["tasks"], default=0)),
    }
    print(json.dumps(figures, indent=2))
    Path(__file__).with_suffix(".json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
