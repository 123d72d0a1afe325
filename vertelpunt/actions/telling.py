"""A story arrives, and its answers after it."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import Any, ParamSpec
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lib.errors import Refused
from lib.secrets import code_digest
from lib.words import count_words
from people.models import Region
from vertelpunt import ledger, recordings
from vertelpunt.actions.moderation import release_as_told
from vertelpunt.answers import SKIPPED, Fault, fault_in, value_of
from vertelpunt.at_hand import questions_of
from vertelpunt.completeness import is_complete
from vertelpunt.models import Audience, Channel, QuestionSetVersion, Recording, Story, Vertelpunt
from vertelpunt.numbering import kept_as_new, known_or_number, likely_free, new_number
from vertelpunt.questions import PERMISSION_KEY, Question
from vertelpunt.recordings import Sound
from vertelpunt.signals import Change, story_changed
from vertelpunt.telling import asked
from vertelpunt.text import MAX_STORY, MAX_TITLE, clean, clean_line, says_nothing

P = ParamSpec("P")
CODE_PURPOSE = "story"
RECORDING, QUOTE = "recording", "quote"  # in the ledger: its random name, and the id of the story


def cleaned_story(text: str, title: str, *, spoken: bool = False) -> tuple[str, str]:
    """Return text and title as they are kept, or refuse: nothing written nor `spoken`, or too long for one story."""
    text, title = clean(text), clean_line(title)
    if says_nothing(text):
        text = ""
    if not text and not spoken:
        raise nothing_told()
    if len(text) > MAX_STORY:
        raise Refused("long_story", too_long(len(text)))
    if len(title) > MAX_TITLE:
        raise Refused("long_title", _("Your title is longer than 200 characters. Everything is still here."))
    return text, title


def nothing_told() -> Refused:
    """Return the refusal of a page with nothing on it."""
    return Refused("empty_story", _("There is no story yet. A few words are enough."))


def too_long(length: int) -> Any:
    """Say by how much a story is too long."""
    over = length - MAX_STORY
    return ngettext_lazy(
        "Your story is %(over)d character too long to keep in one piece. It is still here: "
        "make it shorter, or tell it in two parts.",
        "Your story is %(over)d characters too long to keep in one piece. It is still here: "
        "make it shorter, or tell it in two parts.",
        over,
    ) % {"over": over}


def again_after_clash(action: Callable[P, Story]) -> Callable[P, Story]:
    """Do `action` once more when another request wrote the same story or number at the same moment."""

    @wraps(action)
    def twice(*args: P.args, **kwargs: P.kwargs) -> Story:
        try:
            return action(*args, **kwargs)
        except IntegrityError:
            return action(*args, **kwargs)

    return twice


@again_after_clash
@transaction.atomic
def tell(
    *,
    version: QuestionSetVersion,
    audience: Audience,
    text: str,
    title: str = "",
    story: UUID,
    code: str,
    language: str = "nl",
    channel: Channel | None = None,
    teller: UUID | None = None,
    answers: Mapping[str, Any] | None = None,
    trial: bool = False,
    sound: Sound | None = None,
    unsay: bool = False,
) -> Story:
    """Keep a story under the id `story`; the same page sent again changes the text of that story.

    A text that a moderator has read already stays as it is. A story that was withdrawn does not come back. A `trial`
    is a story of a test, which never counts: nobody is told about it. With a `sound` it was told aloud; to `unsay`
    deletes the recording that was kept before.
    """
    if ledger.holds(story):
        raise withdrawn()
    text, title = cleaned_story(text, title, spoken=True)
    said = bool(text or sound)
    teller_of: dict[str, Any] = {"audience": audience, "channel": channel, "language": language, "teller": teller}
    told: dict[str, Any] = {"id": story, "title": title, "answers": dict(answers or {})}
    kept: dict[str, Any] = {"code_digest": code_digest(CODE_PURPOSE, code)}
    kept["source"] = Story.Source.TEST if trial else Story.Source.FORM
    made = new_story(version=version, text=text, **told, **teller_of, **kept)
    known = None if said and kept_as_new(made) else _known_before(made, said, unsay)
    if known:
        return _rewrite(known, text, title, sound, unsay)
    if sound:
        keep_sound(made, sound)
    _say(made, Change.ARRIVED, new=True)
    return made


def _known_before(made: Story, said: bool, unsay: bool) -> Story | None:
    """Return the story that was kept under the id of `made` before; else keep `made` if it was said."""
    known, made.number = known_or_number(made.pk, made.vertelpunt_id)
    if not (said or (known and not unsay and is_spoken(known))):
        raise nothing_told()
    if known is None:
        made.save(force_insert=True)
    return known


def _say(story: Story, change: Change, **more: Any) -> None:
    """Tell others that a story changed, unless it is one of a test."""
    if story.source != Story.Source.TEST:
        story_changed.send(sender=Story, story=story, change=change, **more)


def new_story(*, version: QuestionSetVersion, text: str, told_on: date | None = None, **fields: Any) -> Story:
    """Return a new story that is not kept yet, with what follows from the place, the text and the day."""
    point = version.vertelpunt
    words, day = count_words(text), told_on or timezone.localdate()
    return Story(
        vertelpunt=point,
        version=version,
        number=likely_free(point.pk),
        text=text,
        unwritten=not text,
        words=words,
        told_on=day,
        **fields,
    )


def arrive(story: Story) -> None:
    """Keep a new story under a free number."""
    if not kept_as_new(story):
        story.number = new_number(story.vertelpunt)
        story.save(force_insert=True)


def withdrawn() -> Refused:
    """Return the refusal for a story that was withdrawn."""
    message = _("This story was withdrawn. Nothing of it is kept, and what you sent now is not kept either.")
    return Refused("withdrawn", message, status=410)


def _rewrite(story: Story, text: str, title: str, sound: Sound | None, unsay: bool) -> Story:
    heard = was_heard(story)
    if unsay and not sound:
        _drop_sound(story)
    text = text or (story.text if heard else "")  # what was told aloud may be written down by now
    if (story.text, story.title) == (text, title) and not sound:
        return story
    if story.state != Story.State.TOLD or heard:
        message = _("Your story has been read in the meantime, so its text stays as it was. Your answers are kept.")
        raise Refused("already_read", message)
    before = (story.title, story.text)
    if sound:
        keep_sound(story, sound)
    story.text, story.title, story.words, story.unwritten = text, title, count_words(text), not text
    story.complete = is_whole(story)
    story.save(update_fields=["text", "title", "words", "complete", "unwritten"])
    _say(story, Change.EDITED, before=before)
    return story


def keep_sound(story: Story, sound: Sound) -> Recording:
    """Keep how a story was told aloud, in place of what was there: the file first, so that no row lacks one."""
    Recording.objects.filter(story=story).delete()
    made = Recording(story=story, kind=sound.kind, size=len(sound.data))
    recordings.write(made.path, sound.data)
    made.save()
    return made


def _drop_sound(story: Story) -> None:
    """Delete the recording of a story for good: the ledger knows first. Of one that is replaced it knows nothing."""
    ledger.note(RECORDING, Recording.objects.filter(story=story).values_list("name", flat=True), timezone.localdate())
    Recording.objects.filter(story=story).delete()


def is_spoken(story: Story) -> bool:
    """Tell whether there is a recording of a story."""
    return Recording.objects.filter(story=story).exists()


def was_heard(story: Story) -> bool:
    """Tell whether a moderator wrote a story down from its recording."""
    return Recording.objects.filter(story=story).exclude(written_on=None).exists()


def is_whole(story: Story) -> bool:
    """Tell whether a story is complete by the rules of its Vertelpunt."""
    questions = asked(questions_of(story.version), story.audience.key, story.answers)
    point = story.vertelpunt
    return is_complete(
        story.words,
        questions,
        story.answers,
        min_words=point.complete_min_words,
        min_answers=point.complete_min_answers,
    )


def _fault(question: Question | None, key: str, value: object, story: Story) -> Fault | None:
    if question is None or (question.audiences and story.audience.key not in question.audiences):
        return Fault(key, "unknown_question")
    fault = fault_in(question, value)
    if fault or question.kind != "region" or not isinstance(value, str):
        return fault
    return None if _region(story.vertelpunt, value) else Fault(key, "bad_region")


def _region(vertelpunt: Vertelpunt, code: object) -> Region | None:
    return Region.objects.filter(scheme=vertelpunt.region_scheme, code=code).first() if code else None


@transaction.atomic
def add_answers(
    *, story: Story, answers: Mapping[str, Any], finished: bool = False, trusted: bool = True
) -> list[Fault]:
    """Add `answers` to a story; keep those that fit and return what is wrong with the others.

    Answers to questions that the teller no longer meets (routing) go. A Vertelpunt without moderation releases
    a finished story at once, unless it is not `trusted`.
    """
    _reload(story)
    questions = {question.key: question for question in questions_of(story.version)}
    faults = [fault for key, value in answers.items() if (fault := _fault(questions.get(key), key, value, story))]
    wrong = {fault.key for fault in faults}
    before = story.answers
    merged = before | {key: value for key, value in answers.items() if key not in wrong}
    changed = _keep(story, questions, merged, finished or story.finished)
    change = Change.ANSWERED if _differs(before, story.answers) else Change.ARRIVED
    _say(story, change)
    if changed:
        ledger.mark(QUOTE, story.pk, timezone.localdate(), gone=story.may_quote != Story.Quote.YES)
        _say(story, Change.PERMISSION)
    trusted = trusted and story.source == Story.Source.FORM and not is_spoken(story)
    if story.finished and trusted and story.vertelpunt.released_on_arrival and story.state == Story.State.TOLD:
        release_as_told(story)
    return faults


def _differs(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Tell whether something that was answered before is answered otherwise now; what was skipped may still come."""
    return any(value not in (SKIPPED, after.get(key)) for key, value in before.items())


def _reload(story: Story) -> None:
    """Lock the row and read it again, so that two pages sent at once do not undo each other."""
    fresh = Story.everything.select_for_update().filter(pk=story.pk).first()
    if fresh is None:
        raise withdrawn()
    for name in ("answers", "text", "unwritten", "words", "state", "finished", "may_quote"):
        setattr(story, name, getattr(fresh, name))


def _keep(story: Story, questions: Mapping[str, Question], merged: dict[str, Any], finished: bool) -> bool:
    """Write the answers and all that follows from them; tell whether a permission given before has changed."""
    met = {question.key for question in asked(list(questions.values()), story.audience.key, merged)}
    story.answers = {key: merged[key] for key in questions if key in merged and key in met}
    before, story.may_quote = story.may_quote, value_of(story.answers, PERMISSION_KEY) or Story.Quote.UNKNOWN
    story.region = _region(story.vertelpunt, _region_code(questions, story.answers))
    story.finished = finished
    story.complete = is_whole(story)
    story.save(update_fields=["answers", "may_quote", "region", "finished", "complete"])
    return before not in (Story.Quote.UNKNOWN, story.may_quote)


def _region_code(questions: Mapping[str, Question], answers: Mapping[str, Any]) -> object:
    keys = [key for key, question in questions.items() if question.kind == "region"]
    return next((value_of(answers, key) for key in keys), None)
