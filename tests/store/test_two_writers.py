"""Two programs that write into one store at once, in either database."""

import subprocess
import sys
import threading
from pathlib import Path

import made_up

from onrecord.store import Store

WRITER = """
import sys
import threading
sys.path.insert(0, sys.argv[2])
import made_up
from onrecord.store import Store

with Store.open(sys.argv[1]) as store:
    for number in range(40):
        # Both have every other article, with the same speakers in another order.
        lines = [f"Ann Smith said {number}", f"Bob Jones said {number}", f"Name {number} said so"]
        own = number if number % 2 else f"{number} of {sys.argv[3]}"
        lines = lines if sys.argv[3] == "1" else lines[::-1]
        store.put([made_up.record(*lines, f"X Y said {own}", id=str(own))])
"""


def test_what_both_write_is_there_once_and_what_each_writes_is_there(store_url: str) -> None:
    tests = str(Path(made_up.__file__).parent)
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, store_url, tests, n], stderr=subprocess.PIPE)
        for n in ("1", "1", "2")
    ]
    assert [writer.communicate()[1] for writer in writers] == [b""] * 3
    with Store.open(store_url) as store:
        records = list(store.records())
        assert len(records) == len({record.article.text for record in records}) == 20 + 20 + 20 + 20
        assert len(store.speakers("Ann Smith")) == 1
        assert store.speakers("Ann Smith")[0].statements == 80


def test_a_store_that_several_make_at_once_is_made_once(tmp_path: Path) -> None:
    failed: list[BaseException] = []

    def make(path: Path, together: threading.Barrier) -> None:
        together.wait()
        try:
            Store.open(path).close()
        except BaseException as error:
            failed.append(error)

    for number in range(60):
        path, together = tmp_path / f"{number}.db", threading.Barrier(4)
        threads = [threading.Thread(target=make, args=(path, together)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failed == []
