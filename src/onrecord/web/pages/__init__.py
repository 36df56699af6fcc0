"""What can be asked and done, a module a subject: each has VIEWS, ACTIONS or both, gathered here."""

# Imported for what they tell the templates.
from onrecord.web import article_page, citing  # noqa: F401
from onrecord.web.pages import articles, corrections, home, readings
from onrecord.web.views import Action, View

_SUBJECTS = (home, readings, articles, corrections)

VIEWS: tuple[View, ...] = tuple(view for one in _SUBJECTS for view in getattr(one, "VIEWS", ()))

ACTIONS: tuple[Action, ...] = tuple(action for one in _SUBJECTS for action in getattr(one, "ACTIONS", ()))
