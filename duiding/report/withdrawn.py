"""What a story that changes or is withdrawn does to reports: only what had left already must be told of."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from duiding.models import Cluster, Decision, Note, ProgrammeStep, Proposal, ReportText, Session, SessionReport, Table
from lib.links import whole_address
from people.actions import post
from people.models import User
from people.roles import MAY, Permission
from vertelpunt.models import Story
from vertelpunt.signals import Change

DECIDED = ("reason", "conditions", "refers_to")
LEADERS = [role for role, may in MAY.items() if Permission.PREPARE_SESSIONS in may]
WHERE = (  # what a report shows, and how it leads to a session
    (Note, "board__table__session"),
    (Cluster, "board__table__session"),
    (Table, "session"),
    (ProgrammeStep, "session"),
    (Proposal, "session"),
    (ReportText, "report__session"),
)


@contextmanager
def reports_followed(stories: Sequence[Story], change: Change | None = None) -> Iterator[None]:
    """Tell the owners of reports that had left when what happens inside takes something out of them.

    Without a `change` the stories go.
    """
    taken = set(SessionReport.objects.filter(taken_on__isnull=False).values_list("pk", flat=True))
    told, before = _showing(stories, taken) if change is None and taken else set(), _hidden(taken)
    yield
    after = _hidden(taken)
    for session in sorted(told | {pk for pk in taken if after[pk] != before[pk]}):
        _tell(session, change)


def _showing(stories: Sequence[Story], sessions: set[int]) -> set[int]:
    """Return the sessions whose report names any of `stories`."""
    at_table = {"tables__stories__story__in": stories}, {"tables__board__notes__story__in": stories}
    shown = [Session.objects.filter(**where, pk__in=sessions) for where in at_table]
    return {pk for some in shown for pk in some.values_list("pk", flat=True)}


def _hidden(sessions: set[int]) -> Counter[int]:
    """Return how much is hidden in each of `sessions`."""
    found: Counter[int] = Counter()
    if sessions:
        found.update(Session.objects.filter(pk__in=sessions, hidden=True).values_list("pk", flat=True))
        for model, path in WHERE:
            hidden = model._default_manager.filter(hidden=True, **{f"{path}__in": sessions})
            found.update(hidden.values_list(path, flat=True))
    return found


def _what_happened(change: Change | None) -> tuple[str, str]:
    """Return what happened to a story: in the subject of a mail, and in its first line."""
    if change is None:
        return _("The report of the session of %(day)s changed: a story was withdrawn"), _(
            "A story in the report of the session of %(day)s of %(coalition)s was withdrawn."
        )
    if change == Change.PERMISSION:
        return _("The report of the session of %(day)s changed: a story may not be quoted any more"), _(
            "The teller of a story in the report of the session of %(day)s of %(coalition)s does not want to be quoted"
            " any more. Texts that repeat it are hidden."
        )
    return _("The report of the session of %(day)s changed: a story was changed"), _(
        "The text of a story in the report of the session of %(day)s of %(coalition)s was changed."
        " Texts that repeat the old words are hidden."
    )


def _tell(session: int, change: Change | None) -> None:
    """Say on its page that what left is not right any more, and mail who can do something about it."""
    SessionReport.objects.filter(pk=session).update(outdated_on=timezone.localdate())
    found = Session.objects.select_related("coalition").get(pk=session)
    at = {"memberships__coalition": found.coalition, "memberships__role__in": LEADERS}
    with override(settings.LANGUAGE_CODE):
        values = {"day": date_format(found.held_on, "j F Y"), "coalition": found.coalition}
        subject, first = _what_happened(change)
        lines = [
            first % values,
            _("The report on screen follows by itself, also for who has a link. Files and letters that left do not."),
            _("Delete the files you have, take new ones, and ask the same of whom you gave them to: %(address)s")
            % {"address": whole_address("duiding:session_report", found.coalition.slug, found.pk)},
        ]
        for user in User.objects.filter(is_active=True, **at).distinct():
            post(to=user.email, subject=subject % values, body="\n\n".join(lines), coalition=found.coalition)


def empty_versions(coalitions: set[int], says: Callable[[str], bool]) -> None:
    """Take out of earlier texts of reports and earlier decisions what repeats a story; they say that it was there."""
    versions = ReportText.history.model.objects
    rows = versions.filter(report__session__coalition__in=coalitions).values_list("pk", "text")
    repeating = [pk for pk, text in rows.iterator() if says(text)]
    versions.filter(pk__in=repeating).update(text="", emptied=True)
    decisions = Decision.history.model.objects
    said = decisions.filter(proposal__coalition__in=coalitions).values_list("pk", *DECIDED)
    repeating = [pk for pk, *texts in said.iterator() if any(says(text) for text in texts)]
    decisions.filter(pk__in=repeating).update(**dict.fromkeys(DECIDED, ""), emptied=True)
