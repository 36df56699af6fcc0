"""Calls of the MCP server's tools through the SDK's own client, in memory, and what their answers must be."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
from mcp import Client

from onrecord.article import Article
from onrecord.mcp.desk import Desk
from onrecord.mcp.limits import ANSWER_CHARACTERS
from onrecord.mcp.passages import json_characters
from onrecord.mcp.server import make_server
from onrecord.mcp.tools import tools_of

SOURCES = Path(__file__).parent / "verify" / "sources"
FERRY = "the ferry will sail again in the spring of next year"

Call = Callable[..., dict[str, Any]]


def result_of(desk: Desk, name: str, arguments: dict[str, Any]) -> Any:
    async def ask() -> Any:
        async with Client(make_server(desk)) as client:
            return await client.call_tool(name, arguments)

    return asyncio.run(ask())


def called(desk: Desk, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    result = result_of(desk, name, arguments)
    [content] = result.content
    assert not result.is_error, content.text
    jsonschema.validate(result.structured_content, tools_of(desk)[name].output_schema)
    assert json_characters(result.structured_content) <= ANSWER_CHARACTERS
    assert len(content.text) <= ANSWER_CHARACTERS
    answer: dict[str, Any] = result.structured_content
    return answer | {"as text": content.text}


def refusal(desk: Desk, name: str, arguments: dict[str, Any]) -> str:
    result = result_of(desk, name, arguments)
    [content] = result.content
    assert result.is_error and result.structured_content is None
    assert "Traceback" not in content.text and "\n" not in content.text
    text: str = content.text
    return text


def passages_in(value: Any) -> list[dict[str, Any]]:
    """All passages anywhere in an answer."""
    if isinstance(value, dict):
        found = [value] if {"start", "end", "words"} <= set(value) else []
        return found + [one for inner in value.values() for one in passages_in(inner)]
    return [one for inner in value for one in passages_in(inner)] if isinstance(value, list) else []


def assert_exact(value: Any, article_text: str | Article) -> int:
    """Every passage in an answer is the text's; how many there were."""
    text = article_text if isinstance(article_text, str) else article_text.text
    found = passages_in(value)
    for one in found:
        assert text[one["start"] : one["end"]] == one["words"]
        assert text[: one["start"]].endswith(one["before"]) and text[one["end"] :].startswith(one["after"])
        assert one["goes_on_to"] is None or one["end"] < one["goes_on_to"] <= len(text)
    return len(found)
