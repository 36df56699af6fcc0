"""Pages made up for the tests of the sources."""

SENTENCES = (
    "The harbour council met on Monday evening in the old customs house.",
    "“We will not sell the ferry,” said Ines Calloway, who chairs it.",
    "Tobias Wren, a baker, told the council that the late boat had kept his shop alive for twenty winters.",
    "The board’s own figures show that eleven passengers a night used the late crossings last year.",
    "A decision is expected when the council meets again in the spring.",
)


def page(
    sentences: tuple[str, ...] = SENTENCES,
    title: str = "Council keeps the ferry",
    head: str = "",
    top: str = "",
) -> str:
    """A page with a menu, an article and links to others."""
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return f"""<!DOCTYPE html><html lang="en">
<head><title>{title} - The Sandrick Post</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Sandrick Post">
<meta name="author" content="Mara Holt">
<meta property="article:published_time" content="2026-02-03T08:00:00Z">
{head}</head>
<body>{top}<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>{title}</h1>{paragraphs}</article>
<aside><ul><li><a href="/1">Bakers of the coast fear for their mornings</a></li>
<li><a href="/2">Storm closes the northern road again</a></li></ul></aside>
<footer><p>Imprint and privacy</p></footer></body></html>"""
