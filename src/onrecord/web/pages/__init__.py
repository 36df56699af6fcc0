"""What can be asked and done, a module a subject: each has VIEWS, ACTIONS or both, gathered here."""

# Imported for what they tell the templates.
from onrecord.web import article_page, auditing, citing, facet_links, versions  # noqa: F401
from onrecord.web.pages import (
    api,
    article_list,
    articles,
    audit,
    corrections,
    families,
    home,
    outlets,
    readings,
    search,
    sources,
    speakers,
    verification,
)
from onrecord.web.views import Action, View

_SUBJECTS = (
    home,
    readings,
    article_list,
    articles,
    corrections,
    search,
    speakers,
    outlets,
    families,
    audit,
    verification,
    sources,
    api,
)

VIEWS: tuple[View, ...] = tuple(view for one in _SUBJECTS for view in getattr(one, "VIEWS", ()))

ACTIONS: tuple[Action, ...] = tuple(action for one in _SUBJECTS for action in getattr(one, "ACTIONS", ()))
