"""Calls in, answers out: the one place that knows the protocol's library."""

import sys
import traceback
from typing import Any

import anyio
import anyio.to_thread
import mcp_types as types
from mcp.server import Server
from mcp.server.stdio import stdio_server

from onrecord.errors import CannotAnswer, OnRecordError
from onrecord.mcp.desk import Desk
from onrecord.mcp.limits import ANSWER_CHARACTERS
from onrecord.mcp.tools import INSTRUCTIONS, Tool, tools_of
from onrecord.version import __version__


def make_server(desk: Desk, debug: bool = False) -> Server[Any]:
    """A server with the tools that have what they need. `debug`: tracebacks go to standard error."""
    tools = tools_of(desk)

    async def list_tools(
        context: object, asked: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(tool) for tool in tools.values()])

    async def call_tool(context: object, asked: types.CallToolRequestParams) -> types.CallToolResult:
        # In a thread, so that others are answered meanwhile.
        return await anyio.to_thread.run_sync(
            _answered, tools, desk, asked.name, asked.arguments or {}, debug, abandon_on_cancel=True
        )

    return Server(
        "onrecord",
        version=__version__,
        title="onrecord",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def serve(desk: Desk, debug: bool = False) -> None:
    """Serves over standard input and output, until the input ends."""

    async def run() -> None:
        server = make_server(desk, debug)
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    anyio.run(run)


def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.input_schema,
        output_schema=tool.output_schema,
        annotations=types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=tool.asks_web
        ),
    )


def _answered(
    tools: dict[str, Tool], desk: Desk, name: str, arguments: dict[str, Any], debug: bool
) -> types.CallToolResult:
    """The answer of a tool, or one sentence on why there is none."""
    try:
        if name not in tools:
            raise CannotAnswer(f"there is no tool {name[:100]!r} here; there are {', '.join(tools)}")
        structured, text = tools[name].call(desk, arguments)
    except Exception as error:
        if debug:
            traceback.print_exc(file=sys.stderr)
        return types.CallToolResult(content=[types.TextContent(text=_sentence(error))], is_error=True)
    if len(text) > ANSWER_CHARACTERS:
        text = text[: ANSWER_CHARACTERS - 100] + "\n… cut here; the structured answer has the rest."
    return types.CallToolResult(content=[types.TextContent(text=text)], structured_content=structured)


def _sentence(error: Exception) -> str:
    what = str(error) if isinstance(error, OnRecordError) else f"{type(error).__name__}: {error}"
    what = " ".join(what.encode("utf-8", errors="backslashreplace").decode().split())[:1_000]
    return what if isinstance(error, OnRecordError) else f"this should not have happened: {what}"
