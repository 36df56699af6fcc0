"""The server itself: what it says, how it starts and ends, and what it refuses."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest
from serving import COMMAND, running

from onrecord.web.serve import is_loopback


def refusal(*options: str) -> str:
    """What is said by a server that cannot start, in one line."""
    run = subprocess.run([*COMMAND, *options], capture_output=True, text=True, timeout=60)
    assert run.returncode == 2 and run.stdout == "" and "Traceback" not in run.stderr
    return run.stderr


def test_it_tells_its_address_answers_there_and_ends_at_once_when_interrupted(small_store: str) -> None:
    with running("--store", small_store) as (address, process):
        assert address.startswith("http://127.0.0.1:")
        answer = httpx2.get(f"{address}home.json")
        assert answer.json()["holdings"]["articles"] == 2
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (0, "", "")
    # The store is one file again: nothing of it waits in a log beside it.
    assert [file.name for file in Path(small_store).parent.iterdir()] == [Path(small_store).name]


def test_the_processes_that_read_end_with_it_even_when_it_is_killed() -> None:
    with running() as (address, process):
        assert (
            httpx2.post(f"{address}read.json", json={"text": "“No,” he said."}, timeout=60).status_code == 200
        )
        children = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True, check=True
        ).stdout.split()
        assert children
        process.kill()
        process.wait()
        until = time.monotonic() + 10
        while any(os.path.exists(f"/proc/{pid}") for pid in children) and time.monotonic() < until:
            time.sleep(0.05)
        assert not [pid for pid in children if os.path.exists(f"/proc/{pid}")]


def test_an_address_that_others_can_reach_needs_a_token_and_not_a_short_one() -> None:
    assert "others could reach 0.0.0.0: give --token" in refusal("--host", "0.0.0.0")
    assert "could be guessed" in refusal("--host", "0.0.0.0", "--token", "short")


def test_with_a_token_from_the_environment_other_addresses_are_served() -> None:
    with running("--host", "0.0.0.0", ONRECORD_TOKEN="a token of many letters") as (address, _):
        here = address.replace("0.0.0.0", "127.0.0.1")
        assert httpx2.get(f"{here}home.json").status_code == 401
        token = {"Authorization": "Bearer a token of many letters"}
        assert httpx2.get(f"{here}home.json", headers=token).status_code == 200


def test_a_port_that_is_taken_and_a_store_that_is_none_are_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"127.0.0.1:{port} cannot be listened on" in refusal("--port", port)
    assert "there is no store" in refusal("--port", "0", "--store", str(tmp_path / "none.db"))
    assert "Error: " in refusal("--port", "0", "--index", str(tmp_path))
    assert "nowhere.example:8000 cannot be listened on" in refusal(
        "--host", "nowhere.example", "--token", "a token of many letters"
    )


def test_a_connection_that_says_nothing_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import onrecord.web.serve as s; s.HEAD_SECONDS = 0.3; from onrecord.cli import main; "
        "main(['serve', '--port', '0', '--readers', '1'])"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        told = re.search(r":(\d+)/", process.stdout.readline())
        assert told
        with socket.create_connection(("127.0.0.1", int(told[1])), timeout=10) as silent:
            silent.sendall(b"GET / HTTP/1.1\r\nHost: local")
            assert silent.recv(1) == b""
        process.kill()


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False),
     ("::", False), ("192.168.1.5", False), ("desk.example", False)],
)  # fmt: skip
def test_loopback_is_told_from_what_others_can_reach(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_what_waits_to_be_read_is_told_that_the_server_ends() -> None:
    code = (
        "from onrecord.web import desk, serve, readings; from readers import Moody\n"
        "if __name__ == '__main__':\n"
        "    desk.Readings = lambda workers: readings.Readings(1, Moody)\n"
        "    serve.serve(desk.Serving(), serve.Door(), 0, lambda told: print(told, flush=True))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:  # fmt: skip
        assert process.stdout and process.stderr
        address = process.stdout.readline().strip()

        def send(text: str) -> tuple[int, str]:
            answer = httpx2.post(f"{address}read.json", json={"text": text}, timeout=60)
            return answer.status_code, answer.text

        assert send("“No,” he said.")[0] == 200
        with ThreadPoolExecutor(2) as threads:
            hanging = threads.submit(send, "hang")
            time.sleep(0.3)
            waiting = threads.submit(send, "“Yes,” he said.")
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            status, told = waiting.result()
            assert status == 503 and "the server is ending" in told
            assert hanging.result()[0] in (500, 503)
        assert process.wait(timeout=20) == 0
        assert "Traceback" not in process.stderr.read()
