"""Stories told elsewhere come in, all or nothing: NarraFirma's story form and data file."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lib.errors import Refused
from lib.texts import Texts
from lib.words import count_words
from people.access import Desk
from people.actions import log
from people.models import Coalition
from people.roles import Permission
from vertelpunt.actions.recognising import Rows, recognise
from vertelpunt.answers import MISSING
from vertelpunt.completeness import is_complete
from vertelpunt.models import Audience, QuestionSetVersion, Story, StoryRelease, Vertelpunt
from vertelpunt.narrafirma import Import, ImportedQuestion, ImportedStory, Missing, Note, read_pair
from vertelpunt.questions import Option, Question, read_questions, write_questions
from vertelpunt.signals import Change, story_changed

EVERYBODY = "everybody"
LANGUAGE = "nl"
BATCH = 500
ABOUT: Mapping[str, Any] = {"participant": "teller", "story": "story", "eliciting": "story"}


@dataclass(frozen=True)
class ImportReport:
    """What came in."""

    vertelpunt: Vertelpunt
    made: bool
    stories: int
    tellers: int
    questions: int
    notes: tuple[Note, ...]
    skipped: int = 0
    asked: bool = True

    def lines(self) -> list[str]:
        """Return the report in sentences for the one who imports."""
        came = ngettext("%(count)d story came in.", "%(count)d stories came in.", self.stories)
        known = ngettext("%(count)d teller is known.", "%(count)d tellers are known.", self.tellers)
        asked = ngettext("%(count)d question was asked.", "%(count)d questions were asked.", self.questions)
        counts = [(came, self.stories), (asked, self.questions), (known, self.tellers)]
        made = [_("The Vertelpunt %(slug)s was made.") % {"slug": self.vertelpunt.slug}] if self.made else []
        known_rows = ngettext(
            "%(count)d story of this file was here already and was left out.",
            "%(count)d stories of this file were here already and were left out.",
            self.skipped,
        )
        counts += [(known_rows, self.skipped)] if self.skipped else []
        unasked = [] if self.asked else [_("People who tell here do not meet the questions of this file.")]
        return [
            *made,
            *(words % {"count": count} for words, count in counts),
            *unasked,
            *(str(n.message) for n in self.notes),
        ]


@transaction.atomic
def import_stories(
    *, slug: str, form: bytes, stories: bytes, coalition: Coalition | None = None, desk: Desk | None = None
) -> ImportReport:
    """Bring in a pair of NarraFirma files as released stories; a new `slug` makes a Vertelpunt.

    Raises ImportRefused with every fault when a file is broken; then nothing has come in. Without a desk this is
    the work of who has the machine itself (the command).
    """
    if desk is not None:
        desk.require(Permission.EDIT_VERTELPUNT)
        coalition = desk.coalition
    pair = read_pair(form, stories)
    point, made = _vertelpunt(slug, pair, coalition)
    version = _version(point, pair, asked=made)
    new = recognise(point, pair.stories)
    if not new.fresh:
        raise Refused("already_imported", _("All stories of this file are in this Vertelpunt already."))
    rows = _stories(point, version, new, pair.language, offered=made)
    for story in rows:
        story_changed.send(sender=Story, story=story, change=Change.ARRIVED)
    log("stories-imported", actor=desk.user if desk else None, coalition=point.coalition, thing=point)
    tellers = len({story.teller for story in rows if story.teller})
    return ImportReport(point, made, len(rows), tellers, len(pair.questions), pair.notes, new.skipped, version.asked)


def _texts(text: str, language: str) -> Texts:
    return {language: text} if text else {}


def _vertelpunt(slug: str, pair: Import, coalition: Coalition | None) -> tuple[Vertelpunt, bool]:
    known = Vertelpunt.objects.select_for_update().filter(slug=slug).first()
    if known is not None:
        if coalition is not None and known.coalition_id != coalition.pk:
            raise Refused("other_coalition", _("A Vertelpunt of another coalition has this name already."))
        return known, False
    language = pair.language or LANGUAGE
    point = Vertelpunt.objects.create(
        slug=slug,
        coalition=coalition or _import_coalition(),
        title=_texts(pair.title or slug, language),
        lead=_texts(pair.start_text, language),
        complete_min_answers=min(5, len(pair.questions)),
    )
    return point, True


def _import_coalition() -> Coalition:
    kind = Coalition.Kind.ORGANISATION
    return Coalition.objects.get_or_create(slug="import", defaults={"name": "Import", "kind": kind})[0]


def imported_question(question: ImportedQuestion, language: str) -> Question:
    """Return an imported question as one of ours."""
    return Question(
        key=question.key,
        kind=question.kind,
        short=_texts(question.short_name, language),
        text=_texts(question.text, language),
        options=tuple(Option(option.code, _texts(option.label, language)) for option in question.options),
        poles=(_texts(question.poles[0], language), _texts(question.poles[1], language))
        if question.kind == "slider"
        else None,
        max_choices=question.max_choices,
        not_applicable=bool(question.na_label),
        about=ABOUT[question.about],
    )


def _version(point: Vertelpunt, pair: Import, *, asked: bool) -> QuestionSetVersion:
    """Return the version with the questions of the file, a new one unless one is the same.

    Only in a Vertelpunt that the file made it can be `asked`: an import never changes what tellers meet.
    """
    language = pair.language or LANGUAGE
    questions = [imported_question(question, language) for question in pair.questions]
    _refuse_other_kinds(point, questions)
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


def _refuse_other_kinds(point: Vertelpunt, questions: list[Question]) -> None:
    kinds = {one.key: one.kind for version in point.versions.all() for one in read_questions(version.definition)}
    clash = [one.key for one in questions if kinds.get(one.key, one.kind) != one.kind]
    if clash:
        message = _("These questions are of another kind in this Vertelpunt: %(keys)s. Import under a new name.")
        raise Refused("other_kind", message % {"keys": ", ".join(clash)})


def _numbers(point: Vertelpunt, count: int) -> list[int]:
    used = set(Story.everything.filter(vertelpunt=point).values_list("number", flat=True))
    lowest = 1000
    while 2 * (len(used) + count) >= 9 * lowest:
        lowest *= 10
    found: set[int] = set()
    while len(found) < count:
        number = lowest + secrets.randbelow(9 * lowest)
        if number not in used:
            found.add(number)
    return list(found)


def _stories(
    point: Vertelpunt, version: QuestionSetVersion, new: Rows, language: str, *, offered: bool
) -> list[Story]:
    labels = {"nl": "Iedereen", "en": "Everybody"}
    audience, _made = Audience.objects.get_or_create(
        vertelpunt=point, key=EVERYBODY, defaults={"button": labels, "name": labels, "offered": offered}
    )
    questions = read_questions(version.definition)
    numbers = _numbers(point, len(new.fresh))
    rows = [
        _story(point, version, audience, questions, number, one, digest, new.tellers, language)
        for number, (one, digest) in zip(numbers, new.fresh, strict=True)
    ]
    Story.objects.bulk_create(rows, batch_size=BATCH)
    releases = [
        StoryRelease(story=row, title=row.title, text=row.text, released_on=timezone.localdate()) for row in rows
    ]
    StoryRelease.objects.bulk_create(releases, batch_size=BATCH)
    return rows


def stored(answer: object) -> Any:
    """Return an imported answer as it is stored."""
    if isinstance(answer, Missing):
        return {MISSING: answer.value}
    return list(answer) if isinstance(answer, tuple) else answer


def _story(
    point: Vertelpunt,
    version: QuestionSetVersion,
    audience: Audience,
    questions: tuple[Question, ...],
    number: int,
    one: ImportedStory,
    digest: str,
    tellers: dict[str, UUID],
    language: str,
) -> Story:
    answers = {key: stored(answer) for key, answer in one.answers.items()}
    words = count_words(one.text)
    need = {"min_words": point.complete_min_words, "min_answers": point.complete_min_answers}
    return Story(
        vertelpunt=point,
        version=version,
        audience=audience,
        number=number,
        title=one.title,
        text=one.text,
        words=words,
        answers=answers,
        language=(one.language or language or LANGUAGE)[:8],
        told_on=one.collected_on or timezone.localdate(),
        state=Story.State.RELEASED,
        source=Story.Source.IMPORT,
        import_digest=digest,
        finished=True,
        complete=is_complete(words, questions, answers, **need),
        teller=tellers.setdefault(one.participant, uuid4()) if one.participant else None,
    )
