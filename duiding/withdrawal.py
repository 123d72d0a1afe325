"""A story that changed or went away does so here too: tables, notes, proposals, progress and open screens."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet

from duiding.live import raise_revisions
from duiding.models import (
    Act,
    Agreement,
    Board,
    Cluster,
    Decision,
    Leading,
    LookBack,
    Note,
    ProgrammeStep,
    ProgressEntry,
    Proposal,
    ReportText,
    Session,
    Table,
    TableStory,
)
from duiding.report.withdrawn import empty_versions, reports_followed
from duiding.texts import matching
from lib.words import sharing
from people.models import Coalition
from vertelpunt.models import Story
from vertelpunt.signals import Change

MAY_HOLD_OLD_WORDS = {Change.RELEASED, Change.EDITED}
Says = Callable[[str], bool]


def on_story_changed(
    sender: type[Story], story: Story, change: Change, before: Sequence[str] = (), **_rest: Any
) -> None:
    """Follow a change of `story`, in its own transaction; `before` is what its text was."""
    if change == Change.ARRIVED:
        return
    with reports_followed([story], change):
        _refresh(_boards_with([story]) | _hide_after(story, change, before))


def on_stories_withdrawn(sender: type[Story], stories: Sequence[Story], says: Says, **_rest: Any) -> None:
    """Follow stories that go, in the transaction that takes them."""
    with reports_followed(stories):
        screens = _boards_with(stories)
        _forget(stories)
        _refresh(screens | hide_texts(stories[0].vertelpunt.coalition, says))


def _hide_after(story: Story, change: Change, before: Sequence[str]) -> set[int]:
    """Hide what may not be read any more after a change of `story`; return the boards where that shows."""
    if change == Change.PERMISSION and story.may_quote == Story.Quote.NO:
        return hide_texts(story.vertelpunt.coalition, sharing(_texts(story)))
    if change in MAY_HOLD_OLD_WORDS:
        return hide_texts(story.vertelpunt.coalition, _only_before(story, before))
    return set()


def _texts(story: Story) -> list[str]:
    release = getattr(story, "release", None)
    return [story.title, story.text] + ([release.title, release.text] if release else [])


def _only_before(story: Story, before: Sequence[str]) -> Says:
    """Return a test for words that were told or released before, but that the present release leaves out."""
    release = getattr(story, "release", None)
    told = sharing([story.text, story.title, *before])
    released = sharing([release.text, release.title] if release else [])
    return lambda text: told(text) and not released(text)


def _boards_with(stories: Sequence[Story]) -> set[int]:
    """Return the boards that show any of `stories`, or a figure that is counted again."""
    shown: list[dict[str, Any]] = [
        {"table__stories__story__in": stories},
        {"notes__story__in": stories},
        {"ground__in": stories},
        {"table__session__leading__aloud__in": stories},
        {"table__cards__observation__vertelpunt": stories[0].vertelpunt_id},
    ]
    return {pk for where in shown for pk in Board.objects.filter(**where).values_list("pk", flat=True)}


def _forget(stories: Sequence[Story]) -> None:
    TableStory.objects.filter(story__in=stories).delete()
    Note.everything.filter(story__in=stories).update(story_withdrawn=True, story=None)
    Board.objects.filter(ground__in=stories).update(ground=None, ground_withdrawn=True)
    Leading.objects.filter(aloud__in=stories).update(aloud=None)
    Proposal.stories.through.objects.filter(story__in=stories).delete()


def reached_by(coalition: Coalition) -> set[int]:
    """Return the coalitions that may hold words of its stories: itself, all below, and who took proposals over."""
    reached, newest = {coalition.pk}, {coalition.pk}
    while newest:
        below: QuerySet[Coalition] = Coalition.objects.filter(parent__in=newest).exclude(pk__in=reached)
        took = Proposal.objects.filter(copied_from__coalition__in=newest).exclude(coalition__in=reached)
        newest = {*below.values_list("pk", flat=True), *took.values_list("coalition", flat=True)}
        reached |= newest
    return reached


def hide_texts(coalition: Coalition, says: Says) -> set[int]:
    """Hide every text of which `says` holds, for its owners to mend; return the boards where that shows."""
    reached = reached_by(coalition)
    boards = _forget_what_can_be_undone(reached, says)
    notes = Note.objects.filter(pk__in=matching(Note, reached, says))
    clusters = Cluster.objects.filter(pk__in=matching(Cluster, reached, says))
    sessions = Session.objects.filter(pk__in=matching(Session, reached, says))
    tables = Table.objects.filter(pk__in=matching(Table, reached, says))
    steps = ProgrammeStep.objects.filter(pk__in=matching(ProgrammeStep, reached, says))
    looked = LookBack.objects.filter(pk__in=matching(LookBack, reached, says))
    proposals = Proposal.objects.filter(
        Q(pk__in=matching(Proposal, reached, says))
        | Q(decision__in=matching(Decision, reached, says))
        | Q(agreements__in=matching(Agreement, reached, says))
    )
    boards |= set(notes.values_list("board", flat=True)) | set(clusters.values_list("board", flat=True))
    held = set(sessions.values_list("pk", flat=True))
    for rows in (steps, looked, proposals):
        held |= set(rows.values_list("session", flat=True)) - {None}
    boards |= set(Board.objects.filter(Q(table__in=tables) | Q(table__session__in=held)).values_list("pk", flat=True))
    for hidden in (notes, clusters, sessions, tables, steps, looked, proposals):
        hidden.update(hidden=True)
    ReportText.objects.filter(pk__in=matching(ReportText, reached, says)).update(hidden=True)
    empty_versions(reached, says)
    ProgressEntry.objects.filter(pk__in=matching(ProgressEntry, reached, says)).update(hidden=True)
    return boards


def _forget_what_can_be_undone(reached: set[int], says: Says) -> set[int]:
    """Let no undoing bring back words of which `says` holds: what was taken off with them goes for good.

    Return the boards where it could be undone: screens show its words.
    """
    acts = Act.objects.filter(pk__in=matching(Act, reached, says))
    notes = Note.everything.filter(pk__in=matching(Note, reached, says), removed_at__isnull=False)
    boards = {*acts.values_list("board", flat=True), *notes.values_list("board", flat=True)}
    acts.delete()
    notes.delete()
    return boards


def _refresh(boards: set[int]) -> None:
    by_session: dict[int, list[int]] = {}
    for board, session in Board.objects.filter(pk__in=boards).values_list("pk", F("table__session")):
        by_session.setdefault(session, []).append(board)
    for session, changed in by_session.items():
        raise_revisions(changed, session)
