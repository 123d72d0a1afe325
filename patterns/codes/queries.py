"""What is read about a code book: its questions, how far readers are and agree, what is exported."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from patterns.codes.agreement import Agreement, Value, agreements
from patterns.codes.values import in_words, value_of
from patterns.models import Annotation, CodeBook, CodeQuestion, Track, TrackStory
from vertelpunt.access import Workplace
from vertelpunt.models import Story

OTHERS = "others"
HEAD = ("story", "question", "answered_by", "value", "label", "cannot_tell", "reader", "on", "code_book_version")
BOOK_HEAD = ("question", "text", "help", "kind", "code", "label", "position", "retired", "version")


@dataclass(frozen=True)
class Progress:
    """How many stories a reader judged."""

    name: str
    stories: int


@dataclass(frozen=True)
class Judged:
    """A question of the code book with how often it was answered, and how far readers agree."""

    question: CodeQuestion
    stories: int
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True)
class Book:
    """The code book of the desk's coalition for a Vertelpunt, if there is one."""

    place: Workplace

    @cached_property
    def row(self) -> CodeBook | None:
        """Return the row of the database."""
        return CodeBook.objects.filter(coalition=self.place.desk.coalition, vertelpunt=self.place.vertelpunt).first()

    @property
    def questions(self) -> QuerySet[CodeQuestion]:
        """Return all its questions, those that are not asked any more too."""
        return CodeQuestion.objects.filter(book=self.row) if self.row else CodeQuestion.objects.none()

    @property
    def asked(self) -> list[CodeQuestion]:
        """Return the questions that readers answer now."""
        return list(self.questions.filter(retired=False))

    @property
    def annotations(self) -> QuerySet[Annotation]:
        """Return what readers said about stories that this person may read."""
        return Annotation.objects.filter(question__in=self.questions, story__in=self.place.readable().values("pk"))

    def readers(self) -> list[Progress]:
        """Return who judged how many stories."""
        found = self.annotations.values("reader", "reader__name", "reader__email").order_by("reader__name", "reader")
        counted = found.annotate(stories=Count("story", distinct=True))
        return [Progress(_name(row["reader__name"], row["reader__email"]), row["stories"]) for row in counted]

    def judged(self) -> list[Judged]:
        """Return each question with its agreement between readers; free notes cannot agree."""
        return [self._judged(question) for question in self.questions]

    def _judged(self, question: CodeQuestion) -> Judged:
        said: dict[str, dict[str, Value]] = {}
        stories = set()
        rows = self.annotations.filter(question=question).exclude(reader=None)
        for story, reader, name, email, value in rows.values_list(
            "story_id", "reader_id", "reader__name", "reader__email", "value"
        ):
            stories.add(story)
            said.setdefault(f"{_name(name, email)}\0{reader}", {})[str(story)] = value_of(value)
        found = [] if question.kind == "note" else agreements(question.kind, said)  # type: ignore[arg-type]
        named = [Agreement(one.first.split("\0")[0], one.second.split("\0")[0], one.stories, one.same, one.kappa)
                 for one in found]  # fmt: skip
        return Judged(question, len(stories), tuple(named))

    def next_story(self, among: str = "", after: int = 0) -> Story | None:
        """Return the next story that this reader did not judge yet, by number: the same random order for everybody."""
        mine = Annotation.objects.filter(question__in=self.questions, reader=self.place.desk.user)
        left = self.among(among).exclude(pk__in=mine.values("story_id")).order_by("number")
        return left.filter(number__gt=after).first() or left.first()

    def among(self, among: str) -> QuerySet[Story]:
        """Return the stories of a track, those that another reader judged, or all."""
        stories = self.place.readable()
        if among == OTHERS:
            others = Annotation.objects.filter(question__in=self.questions).exclude(reader=self.place.desk.user)
            return stories.filter(pk__in=others.values("story_id"))
        if among:
            own = Track.objects.filter(coalition=self.place.desk.coalition, vertelpunt=self.place.vertelpunt)
            placed = TrackStory.objects.filter(track__in=own.filter(slug=among), rejected=False)
            return stories.filter(pk__in=placed.values("story_id"))
        return stories

    def mine(self, story: Story) -> dict[str, Annotation]:
        """Return what this reader said about a story, by question; never what others said."""
        own = Annotation.objects.filter(question__in=self.questions, story=story, reader=self.place.desk.user)
        return {one.question.key: one for one in own.select_related("question")}

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield every annotation for a file; each says that it is of a reader, not of the teller."""
        found = self.annotations.select_related("question", "story", "reader")
        for one in found.order_by("story__number", "question__position", "reader_id"):
            labels = {option["code"]: option["label"] for option in one.question.options}
            value = ",".join(one.value) if isinstance(one.value, list) else one.value
            reader = _name(one.reader.name, one.reader.email) if one.reader else ""
            yield (
                one.story.number,
                one.question.key,
                "reader",
                "" if value is None else value,
                in_words(one.question.kind, labels, one.value),  # type: ignore[arg-type]
                int(one.cannot_tell),
                reader,
                one.changed_at.date().isoformat(),
                one.version,
            )

    def book_rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the code book for a file: a row for each answer, or for a question without answers to choose."""
        for one in self.questions:
            ends = [{"code": 0, "label": one.low}, {"code": 100, "label": one.high}] if one.kind == "slider" else []
            for option in one.options or ends or [{"code": "", "label": ""}]:
                words = (one.key, one.text, one.help, one.kind, option["code"], option["label"])
                yield (*words, one.position, int(one.retired), one.version)


def _name(name: str | None, email: str | None) -> str:
    return name or email or _("somebody who left")


def history_of(question: CodeQuestion) -> Sequence[Any]:
    """Return what a question was before, newest first, with who changed it and when."""
    return list(question.history.select_related("history_user").order_by("-history_date", "-history_id")[:30])
