"""Stories of a file come in: staged in chunks that nobody sees, then published by one short update."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lib.bulk import Rows
from lib.errors import Refused
from lib.words import count_words
from people.actions import log
from vertelpunt import purging
from vertelpunt.actions.making import begin_with
from vertelpunt.actions.recognising import Recogniser
from vertelpunt.answers import MISSING, value_of
from vertelpunt.completeness import is_complete
from vertelpunt.models import Audience, Intake, QuestionSetVersion, Story, StoryRelease, Vertelpunt
from vertelpunt.models.story import STAGED
from vertelpunt.narrafirma import ImportedStory, Missing
from vertelpunt.questions import PERMISSION_KEY, Question, read_questions, write_questions
from vertelpunt.signals import Change, story_changed

EVERYBODY = "everybody"
LANGUAGE = "nl"
CHUNK = 500  # stories in one transaction: tellers wait no longer than that takes
AGAIN = 3  # times that a chunk is tried when a teller took one of its numbers
VARYING = (
    "id", "title", "text", "number", "words", "answers", "may_quote", "language", "told_on", "import_digest",
    "complete", "teller",
)  # fmt: skip
S = Intake.State
Walk = Callable[[], Iterable[ImportedStory]]


@dataclass(frozen=True)
class Material:
    """What a file holds: its questions, and its stories, which can be walked through more than once."""

    questions: Sequence[Question]
    stories: Walk
    language: str = LANGUAGE


class Stopped(Exception):
    """The import was given up while it was under way."""


class Numbers:
    """Free random numbers for stories, as many digits as that takes."""

    def __init__(self, point: Vertelpunt, count: int) -> None:
        self.point = point
        self.used = set(Story.everything.filter(vertelpunt=point).values_list("number", flat=True))
        self.lowest = 1000
        while 2 * (len(self.used) + count) >= 9 * self.lowest:
            self.lowest *= 10

    def take(self, count: int) -> list[int]:
        """Return numbers that nobody has at this moment."""
        found: list[int] = []
        while len(found) < count:
            some = {self.lowest + secrets.randbelow(9 * self.lowest) for _at in range(count - len(found))} - self.used
            taken = Story.everything.filter(vertelpunt=self.point, number__in=some).values_list("number", flat=True)
            fresh = some - set(taken)
            self.used |= some
            found += fresh
        return found


def bring(intake: Intake, material: Material, *, asked: bool = False) -> int:
    """Stage the stories of a file and publish them; return how many came in. Nothing stays when that fails.

    Only in a Vertelpunt that the file made can its questions be `asked`: an import never changes what tellers meet.
    """
    point, known = intake.vertelpunt, Recogniser(intake.vertelpunt)
    known.learn(material.stories())
    if not known.fresh:
        raise Refused("already_imported", _("All stories of this file are in this Vertelpunt already."))
    total, known.fresh, known.skipped = known.fresh, 0, 0
    try:
        version = version_for(point, material.questions, asked=asked)
        audience = intake.audience or everybody(point, offered=asked)
        Intake.objects.filter(pk=intake.pk).update(version=version, audience=audience)
        intake.version = version
        stage = Stage(intake, version, audience, Numbers(point, total), known, material.language)
        rest = iter(new_of(known, material.stories()))
        done = 0
        while part := list(islice(rest, CHUNK)):
            done += stage.put(part, done / total)
        publish(intake, done, known.skipped)
    except BaseException:
        clear_staged(intake)
        raise
    return done


def new_of(known: Recogniser, stories: Iterable[ImportedStory]) -> Iterator[tuple[ImportedStory, str]]:
    """Yield the stories that are new here, with their digests."""
    return ((one, digest) for one in stories if (digest := known.digest(one)))


def refuse_other_kinds(point: Vertelpunt, questions: Iterable[Question]) -> None:
    """Refuse questions whose key has another kind at this Vertelpunt."""
    if clash := other_kinds(point, questions):
        message = _("These questions are of another kind in this Vertelpunt: %(keys)s. Import under a new name.")
        raise Refused("other_kind", message % {"keys": ", ".join(clash)})


def other_kinds(point: Vertelpunt, questions: Iterable[Question]) -> list[str]:
    """Return the keys of questions that are of another kind at this Vertelpunt."""
    kinds = {one.key: one.kind for version in point.versions.all() for one in read_questions(version.definition)}
    return [one.key for one in questions if kinds.get(one.key, one.kind) != one.kind]


@transaction.atomic
def version_for(point: Vertelpunt, questions: Iterable[Question], *, asked: bool) -> QuestionSetVersion:
    """Return the version with these questions, a new one unless one is the same."""
    Vertelpunt.objects.select_for_update().get(pk=point.pk)
    refuse_other_kinds(point, questions := list(questions))
    definition = write_questions(questions)
    known = list(point.versions.order_by("-number"))
    same = [version for version in known if version.published_on and version.definition == definition]
    if same:
        return same[0]
    number = known[0].number + 1 if known else 1
    today = timezone.localdate()
    return QuestionSetVersion.objects.create(
        vertelpunt=point, number=number, definition=definition, published_on=today, asked=asked
    )


def everybody(point: Vertelpunt, *, offered: bool) -> Audience:
    """Return the audience of stories of which nobody said who told them."""
    labels = {"nl": "Iedereen", "en": "Everybody"}
    found, _made = Audience.objects.get_or_create(
        vertelpunt=point, key=EVERYBODY, defaults={"button": labels, "name": labels, "offered": offered}
    )
    return found


def stored(answer: object) -> Any:
    """Return an imported answer as it is stored."""
    if isinstance(answer, Missing):
        return {MISSING: answer.value}
    return list(answer) if isinstance(answer, tuple) else answer


class Stage:
    """Writes chunks of stories that nobody sees yet."""

    def __init__(
        self,
        intake: Intake,
        version: QuestionSetVersion,
        audience: Audience,
        numbers: Numbers,
        known: Recogniser,
        language: str,
    ) -> None:
        self.intake, self.version, self.audience, self.numbers = intake, version, audience, numbers
        self.known, self.language = known, language
        self.point, self.today = intake.vertelpunt, timezone.localdate()
        self.questions = read_questions(version.definition)
        self.stories = Rows(Story, VARYING, self.same())
        self.releases = Rows(StoryRelease, ("story_id", "title", "text"), {"released_on": self.today})

    def same(self) -> dict[str, Any]:
        """Return what is the same in all stories of a file."""
        return {
            "vertelpunt_id": self.point.pk,
            "version_id": self.version.pk,
            "audience_id": self.audience.pk,
            "state": Story.State.RELEASED if self.intake.screened else Story.State.TOLD,
            "source": STAGED,
            "intake_id": self.intake.pk,
            "finished": True,
        }

    def put(self, part: Sequence[tuple[ImportedStory, str]], progress: float) -> int:
        """Write one chunk; return how many stories it has."""
        for left in reversed(range(AGAIN)):
            try:
                self._put(part, progress)
                break
            except IntegrityError:  # a teller took one of these numbers at the same moment
                if not left:
                    raise
        return len(part)

    @transaction.atomic
    def _put(self, part: Sequence[tuple[ImportedStory, str]], progress: float) -> None:
        alive = Intake.objects.filter(pk=self.intake.pk, state=S.RUNNING)
        if not alive.update(progress=progress, heartbeat=timezone.now()):
            raise Stopped
        numbers = self.numbers.take(len(part))
        rows = [self.row(number, *one) for number, one in zip(numbers, part, strict=True)]
        self.stories.write(rows)
        if self.intake.screened:
            self.releases.write(row[:3] for row in rows)

    def row(self, number: int, one: ImportedStory, digest: str) -> tuple[Any, ...]:
        """Return what varies in the row of a story."""
        answers = {key: stored(answer) for key, answer in one.answers.items()}
        words, quote = count_words(one.text), value_of(answers, PERMISSION_KEY)
        need = {"min_words": self.point.complete_min_words, "min_answers": self.point.complete_min_answers}
        return (
            uuid4(),
            one.title,
            one.text,
            number,
            words,
            answers,
            quote if quote in ("yes", "no") else Story.Quote.UNKNOWN,
            (one.language or self.language or LANGUAGE)[:8],
            one.collected_on or self.today,
            digest,
            is_complete(words, self.questions, answers, **need),
            self.known.teller(one.participant),
        )


@transaction.atomic
def publish(intake: Intake, stories: int, skipped: int) -> None:
    """Let everybody see the stories that were staged: one update, and nothing else that takes long."""
    ending = {"state": S.DONE, "published_at": timezone.now(), "stories": stories, "skipped": skipped, "progress": 1.0}
    if not Intake.objects.filter(pk=intake.pk, state=S.RUNNING).update(**ending):
        raise Stopped
    Story.everything.filter(intake=intake, source=STAGED).update(source=Story.Source.IMPORT)
    point = intake.vertelpunt
    if intake.version is not None:
        begin_with(point, intake.version)
    log("stories-imported", actor=intake.made_by, coalition=point.coalition, thing=intake)
    if intake.screened:
        log("import-stated-screened", actor=intake.made_by, coalition=point.coalition, thing=intake)
    intake.refresh_from_db()


def announce(intake: Intake) -> None:
    """Tell what was made with stories that there are new ones, in chunks, after they were published."""
    keys = list(Story.everything.filter(intake=intake).values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        with transaction.atomic():
            for story in Story.objects.filter(pk__in=keys[start : start + CHUNK]).defer("text", "answers"):
                story.vertelpunt = intake.vertelpunt
                story_changed.send(sender=Story, story=story, change=Change.ARRIVED)


def clear_staged(intake: Intake) -> None:
    """Remove what was staged and never published, and the questions and group that were made for it."""
    if connection_is_broken():
        return
    keys = list(Story.everything.filter(intake=intake, source=STAGED).values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        Story.everything.filter(pk__in=keys[start : start + CHUNK]).delete()
    drop_unused(intake)
    if keys:
        purging.ask_log()


def connection_is_broken() -> bool:
    """Tell whether nothing can be written in this transaction any more, so that it takes everything back itself."""
    connection = transaction.get_connection()
    return bool(connection.in_atomic_block and connection.needs_rollback)


def drop_unused(intake: Intake) -> None:
    """Remove the version and the group of an import when nothing else uses them and no teller met them."""
    made = Intake.objects.filter(pk=intake.pk).select_related("version", "audience").first()
    if made is None:
        return
    version, audience = made.version, made.audience
    used = Story.everything
    if version and not version.asked and not used.filter(version=version).exists():
        version.delete()
    if audience and not audience.offered and not used.filter(audience=audience).exists():
        audience.delete()
