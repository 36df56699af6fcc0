"""onrecord mcp over standard input and output, as an assistant starts it."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mcp import Client, StdioServerParameters, stdio_client
from mcp_calls import SOURCES, assert_exact

from onrecord.cli import main

START = ["-c", "from onrecord.cli import main; main()", "mcp"]
TEXT = "“We lost,” Mayor Ann Smith told the council on Monday, “but we learned.”"


def talk(arguments: list[str], *calls: tuple[str, dict[str, Any]]) -> tuple[list[str], list[Any]]:
    """The names of the tools that a started server offers, and its answers to calls."""

    async def ask() -> tuple[list[str], list[Any]]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        server = StdioServerParameters(command=sys.executable, args=[*START, *arguments], env=environment)
        async with Client(stdio_client(server)) as client:
            names = [tool.name for tool in (await client.list_tools()).tools]
            return names, [await client.call_tool(name, asked) for name, asked in calls]

    return asyncio.run(ask())


def test_a_started_server_reads_searches_cites_and_verifies(store_path: str, tmp_path: Path) -> None:
    index = str(tmp_path / "index")
    names, answers = talk(
        ["--store", store_path, "--against", str(SOURCES), "--index", index],
        ("read", {"text": TEXT}),
        ("search", {"words": "harbour"}),
        ("cite", {"words": "the harbour is open"}),
        ("verify", {"quotation": "A ferry is a street"}),
        ("read", {"url": "http://127.0.0.1:1/"}),
        ("search", {"limit": "none"}),
    )
    assert names == ["read", "search", "speakers", "article", "statement", "cite", "families", "verify"]
    read, search, cite, verify, private, wrong = answers
    assert [one["speaker"] for one in read.structured_content["statements"]] == ["Ann Smith"]
    assert assert_exact(read.structured_content, TEXT) >= 4
    assert "speaker: Ann Smith (person, " in read.content[0].text
    assert [one["said"]["speaker"] for one in search.structured_content["statements"]] == ["Bob Wren"]
    assert cite.structured_content["stands"]
    assert verify.structured_content["quotations"][0]["verdict"] == "verbatim"
    assert private.is_error and "public Internet" in private.content[0].text
    assert wrong.is_error and "search cannot be called so" in wrong.content[0].text
    assert talk(["--index", index])[0] == ["read", "verify"]


def test_standard_output_has_messages_of_the_protocol_and_nothing_else(store_path: str) -> None:
    asked = [
        {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "initialize",
            "params": {
                "protocolVersion": "2025-06-18",
                "capabilities": {},
                "clientInfo": {"name": "test", "version": "1"},
            },
        },
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {
            "jsonrpc": "2.0",
            "id": 2,
            "method": "tools/call",
            "params": {"name": "read", "arguments": {"text": TEXT}},
        },
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, *START, "--store", store_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    )
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write("no message at all\n" + "".join(json.dumps(one) + "\n" for one in asked))
    process.stdin.flush()
    answers = []
    while not any(one.get("id") == 2 for one in answers):
        answers.append(json.loads(process.stdout.readline()))
    process.stdin.close()
    rest = process.stdout.read()
    assert process.wait(20) == 0
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in rest.splitlines())
    [read] = [one["result"] for one in answers if one.get("id") == 2]
    assert read["structuredContent"]["statements"][0]["speaker"] == "Ann Smith"
    assert "Traceback" not in process.stderr.read()
    process.stdout.close()
    process.stderr.close()


def test_what_cannot_be_opened_ends_the_command_with_a_sentence(tmp_path: Path) -> None:
    for arguments, sentence in (
        (["--store", str(tmp_path / "gone.db")], "there is no store"),
        (["--index", str(tmp_path)], "there is no index of sources"),
        (["--against", str(tmp_path / "gone")], "there is no file or folder"),
    ):
        result = CliRunner().invoke(main, ["mcp", *arguments])
        assert result.exit_code == 2 and sentence in result.stderr and not result.stdout


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    result = CliRunner().invoke(main, ["mcp"])
    assert result.exit_code == 2 and "pip install 'onrecord[mcp]'" in result.stderr
