"""What happens here when a story changes or goes: what counted or repeated it is hidden, and made again."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from django.conf import settings as site
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import override

from lib.words import sharing
from patterns import cache, counted
from patterns.actions.evaluations import ask_evaluation
from patterns.actions.marks import hide_marks
from patterns.actions.ready import drop_files, forget_file
from patterns.actions.selections import hide_selections
from patterns.added_hiding import hide_added
from patterns.dataset import digests_of
from patterns.following import drop_numbers, empty_versions, take_printed_cards_out
from patterns.models import (
    Evaluation,
    Interpretation,
    Observation,
    PrintedCard,
    PrintedStory,
    ReadyFile,
    TypicalStory,
)
from patterns.stats.settings import Settings
from people.actions import post
from vertelpunt import purging
from vertelpunt.access import counted_for
from vertelpunt.models import Story, StoryRelease, Vertelpunt
from vertelpunt.signals import Change

S, T = Evaluation.State, PrintedCard.TakeOut
Says = Callable[[str], bool]


def on_story_changed(
    sender: type[Story], story: Story, change: Change, before: Sequence[str] = (), **kwargs: Any
) -> None:
    """Hide at once what counts or repeats a story that changes, in the transaction that does it."""
    if change in (Change.EDITED, Change.ANSWERED):
        _forget_results([story])
    if before or change in (Change.EDITED, Change.PERMISSION):
        drop_files(story.vertelpunt)
    if change is Change.PERMISSION and story.may_quote != Story.Quote.YES:
        take_printed_cards_out(PrintedStory.objects.filter(story=story, quoted=True), T.QUOTED)
    if change in (Change.EDITED, Change.RELEASED):
        hide_repetitions(story.vertelpunt_id, _gone(story, before))


def on_stories_withdrawn(sender: type[Story], stories: Sequence[Story], says: Says, **kwargs: Any) -> None:
    """Hide at once what counts or repeats stories that go, in the transaction that takes them."""
    point = stories[0].vertelpunt
    _forget_results(stories)
    drop_files(point)
    take_printed_cards_out(PrintedStory.objects.filter(story__in=stories), T.WITHDRAWN)
    TypicalStory.objects.filter(story__in=stories).delete()
    hide_repetitions(point.pk, says)


def _forget_results(stories: Sequence[Story]) -> None:
    point = stories[0].vertelpunt_id
    vertelpunt = Vertelpunt.objects.select_for_update().get(pk=point)  # no file is written meanwhile
    for path in cache.files_of(vertelpunt.pk):
        purging.ask(path.relative_to(site.VAR_DIR))
    hide_results(stories)
    drop_numbers(stories)


def _released(story: Story) -> list[str]:
    release = StoryRelease.objects.filter(story=story).first()
    return [release.title, release.text] if release else []


def _gone(story: Story, before: Sequence[str]) -> Says:
    """Return a test for words that were told or released before, and that nobody may read any more."""
    now = _released(story) or [story.title, story.text]
    told, stays = sharing([story.title, story.text, *before]), sharing(now)
    return lambda text: told(text) and not stays(text)


def hide_results(stories: Sequence[Story]) -> None:
    """Hide the evaluations that count any of `stories`, and ask for new ones; a run under way starts again."""
    vertelpunt = stories[0].vertelpunt_id
    _forget_left_over(vertelpunt)
    concerned = Evaluation.objects.filter(vertelpunt=vertelpunt, state__in=(S.DONE, S.RUNNING), stale=False)
    for evaluation in concerned.select_related("coalition", "vertelpunt"):
        if counts(evaluation, stories):
            Evaluation.objects.filter(pk=evaluation.pk).update(stale=True, cancel_asked=True)
            counted.forget(evaluation.pk)
            ask_evaluation(
                desk=None,
                vertelpunt=evaluation.vertelpunt,
                coalition=evaluation.coalition,
                settings=Settings.from_dict(evaluation.settings),
                subsets=evaluation.settings.get("subsets", ()),
            )


def _forget_left_over(vertelpunt: int) -> None:
    """Have the columns removed of runs that came to nothing after these were written: nobody looks at them again."""
    ended = Evaluation.objects.filter(vertelpunt=vertelpunt).exclude(state__in=(S.DONE, S.RUNNING))
    for pk in ended.values_list("pk", flat=True):
        if counted.kept_for(pk):
            counted.forget(pk)


def counts(evaluation: Evaluation, stories: Sequence[Story]) -> bool:
    """Tell whether `evaluation` counts any of `stories`; one that still runs may have read them already."""
    keys = [story.pk for story in stories]
    if evaluation.state == S.RUNNING:
        return counted_for(evaluation.coalition, evaluation.vertelpunt).filter(pk__in=keys).exists()
    counted = np.frombuffer(evaluation.counted, np.uint64)
    return bool(np.isin(digests_of([key.hex for key in keys]), counted).any())


def hide_repetitions(vertelpunt: int, says: Says) -> None:
    """Hide every text at a Vertelpunt of which `says` holds (it repeats words of a story), and tell who wrote it."""
    hide_selections(vertelpunt=vertelpunt, says=says)
    hide_marks(vertelpunt=vertelpunt, says=says)
    empty_versions(vertelpunt, says)
    hide_observations(vertelpunt, says)
    hide_added(vertelpunt, says)


def hide_observations(vertelpunt: int, says: Says) -> None:
    """Hide observations and readings of which `says` holds, and tell who wrote them."""
    for observation in Observation.objects.filter(vertelpunt=vertelpunt).select_related("created_by"):
        repeated = any(map(says, (observation.title, observation.description, observation.theme)))
        readings = [one.pk for one in observation.interpretations.all() if says(one.text)]
        noted = says(observation.notes)
        if repeated or readings or noted:
            Interpretation.objects.filter(pk__in=readings).update(hidden=True)
            opposing = "" if readings else observation.opposing  # their letters are others now
            Observation.objects.filter(pk=observation.pk).update(
                hidden=repeated or observation.hidden,
                notes_hidden=noted or observation.notes_hidden,
                opposing=opposing,
            )
            _tell_owner(observation)


def _tell_owner(observation: Observation) -> None:
    """Ask the writer to look at it; the mail says which card, and nothing of its content."""
    if observation.created_by is None:
        return
    with override(site.LANGUAGE_CODE):
        values = {"number": observation.number, "coalition": observation.coalition}
        subject = _("Observation %(number)d of %(coalition)s needs you") % values
        body = _(
            "A story was taken back or changed, and your observation %(number)d repeats words of it. "
            "Those words are hidden now. Please write them anew in your own words, or remove them."
        )
        post(to=observation.created_by.email, subject=subject, body=body % values, coalition=observation.coalition)


@receiver(post_delete, sender=ReadyFile, dispatch_uid="patterns.ready")
def on_ready_file_deleted(sender: type[ReadyFile], instance: ReadyFile, **kwargs: Any) -> None:
    """Have a large file removed with its row."""
    forget_file(instance)


@receiver(post_delete, sender=Evaluation, dispatch_uid="patterns.counted")
def on_evaluation_deleted(sender: type[Evaluation], instance: Evaluation, **kwargs: Any) -> None:
    """Have the columns of an evaluation removed with it."""
    counted.forget(instance.pk)
