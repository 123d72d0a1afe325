"""What the daily work does here: large files of stories that waited for a day go."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from lib.slots import Chore
from patterns.actions.ready import tidy_files


def chores() -> Iterable[Chore]:
    """Return this app's parts of the daily work."""
    asked = _("Large files of stories that were asked for")
    return [Chore("ready-files", asked, _("Deleted after a day."), tidy_files)]
