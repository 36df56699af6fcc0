"""What can be asked and done, a module a subject: each has VIEWS, ACTIONS or both, gathered here."""

from onrecord.web.pages import home, readings
from onrecord.web.views import Action, View

_SUBJECTS = (home, readings)

VIEWS: tuple[View, ...] = tuple(view for one in _SUBJECTS for view in getattr(one, "VIEWS", ()))

ACTIONS: tuple[Action, ...] = tuple(action for one in _SUBJECTS for action in getattr(one, "ACTIONS", ()))
