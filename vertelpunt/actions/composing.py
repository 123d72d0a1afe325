"""The question set of a Vertelpunt is composed as a draft, and published as a version that never changes."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from people.access import Desk
from people.actions import log
from vertelpunt.actions.making import may_edit
from vertelpunt.making.composing import Issue, Questions, issues
from vertelpunt.models import Question as PoolQuestion
from vertelpunt.models import QuestionModule, QuestionSetVersion, Story, Vertelpunt
from vertelpunt.pool import core_keys
from vertelpunt.questions import Question, question_to, read_questions, write_questions

OWN = "own"


def draft_of(point: Vertelpunt) -> QuestionSetVersion | None:
    """Return the version that is being edited."""
    return point.versions.filter(published_on=None).first()


def newest_set(point: Vertelpunt) -> QuestionSetVersion | None:
    """Return the version that is being edited, else the one that is asked."""
    return draft_of(point) or point.versions.filter(asked=True).order_by("number").last()


def issues_of(point: Vertelpunt, questions: Questions) -> list[Issue]:
    """Return what is wrong with `questions` at `point`."""
    audiences = {one.key: one.is_youth for one in point.audiences.all() if one.offered}
    every = {one.key: one.is_youth for one in point.audiences.all()}
    found = issues(questions, every, core_keys(), point.max_questions, point.max_questions_youth)
    return [one for one in found if one.stops or not one.about or one.about in audiences]


def _own_draft(point: Vertelpunt) -> QuestionSetVersion:
    """Return the draft, locked; a new one begins as a copy of what is asked now."""
    Vertelpunt.objects.select_for_update().get(pk=point.pk)
    draft = draft_of(point)
    if draft is not None:
        return draft
    asked, last = newest_set(point), point.versions.order_by("number").last()
    return QuestionSetVersion.objects.create(
        vertelpunt=point,
        number=last.number + 1 if last else 1,
        definition=asked.definition if asked else write_questions([]),
    )


@transaction.atomic
def change_questions(*, desk: Desk, point: Vertelpunt, step: Callable[[Questions], Questions]) -> Questions:
    """Take one step in composing: the draft becomes what `step` makes of it."""
    may_edit(desk, point)
    draft = _own_draft(point)
    questions = step(read_questions(draft.definition))
    draft.definition = write_questions(questions)
    draft.save(update_fields=["definition"])
    log("questions-changed", actor=desk.user, coalition=desk.coalition, thing=point)
    return questions


@transaction.atomic
def keep_own_question(*, desk: Desk, point: Vertelpunt, question: Question) -> None:
    """Keep a question of the coalition itself in its own part of the pool, for its other Vertelpunten."""
    may_edit(desk, point)
    name = {"nl": "Eigen vragen", "en": "Our own questions"}
    module, _made = QuestionModule.objects.get_or_create(coalition=desk.coalition, key=OWN, defaults={"name": name})
    values = {"definition": question_to(question)}
    PoolQuestion.objects.update_or_create(module=module, key=question.key, defaults=values)


@transaction.atomic
def publish(*, desk: Desk, point: Vertelpunt) -> QuestionSetVersion:
    """Freeze the draft: from now on this is asked; who is telling at this moment finishes in the version before."""
    may_edit(desk, point)
    draft = draft_of(point)
    if draft is None:
        raise Refused("no_draft", _("Nothing changed since the last version, so there is nothing to publish."))
    if any(issue.stops for issue in issues_of(point, read_questions(draft.definition))):
        raise Refused("not_ready", _("Something in the questions is not right yet. Nothing was published."))
    draft.published_on = timezone.localdate()
    draft.save(update_fields=["published_on"])
    log("questions-published", actor=desk.user, coalition=desk.coalition, thing=draft)
    return draft


@transaction.atomic
def drop_draft(*, desk: Desk, point: Vertelpunt) -> None:
    """Throw the draft away, with the stories that were told in it as a test."""
    may_edit(desk, point)
    draft = draft_of(point)
    if draft is None or not point.versions.exclude(pk=draft.pk).exists():
        raise Refused("no_version", _("This is the only question set there is. Change it instead."))
    Story.everything.filter(version=draft, source=Story.Source.TEST).delete()
    draft.delete()
    log("draft-dropped", actor=desk.user, coalition=desk.coalition, thing=point)
