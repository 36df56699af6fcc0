"""Where words come from, in a line."""

from onrecord.article import Article
from onrecord.web.rendering import helper
from onrecord.web.visible import seen


@helper
def cite(article: Article) -> str:
    """The article's title (else its id), outlet, date and address, as far as they are known."""
    title = f"“{seen(article.title)}”" if article.title else seen(article.id)
    parts = (title, seen(article.outlet), seen(article.published), seen(article.url))
    return ", ".join(dict.fromkeys(part for part in parts if part))
