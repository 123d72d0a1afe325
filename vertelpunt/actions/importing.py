"""Stories told elsewhere come in, all or nothing: NarraFirma's story form and data file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lib.errors import Refused
from lib.texts import Texts
from people.access import Desk
from people.models import Coalition
from people.roles import Permission
from vertelpunt import intake_files
from vertelpunt.actions.bringing import LANGUAGE, Material, announce, bring, refuse_other_kinds, stored
from vertelpunt.models import Intake, Story, Vertelpunt
from vertelpunt.narrafirma import Import, ImportedQuestion, Note, read_pair
from vertelpunt.questions import Option, Question

ABOUT: Mapping[str, Any] = {"participant": "teller", "story": "story", "eliciting": "story", "child": "child"}
__all__ = ["ImportReport", "import_stories", "imported_question", "material_of", "stored"]


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


def import_stories(
    *,
    slug: str,
    form: bytes,
    stories: bytes,
    coalition: Coalition | None = None,
    desk: Desk | None = None,
    screened: bool = True,
) -> ImportReport:
    """Bring in a pair of NarraFirma files; a new `slug` makes a Vertelpunt.

    Raises ImportRefused with every fault when a file is broken; then nothing has come in. Without a desk this is
    the work of who has the machine itself (the command). Who imports states that the stories were `screened`:
    then they are released at once, and otherwise a moderator reads them first.
    """
    if desk is not None:
        desk.require(Permission.EDIT_VERTELPUNT)
        coalition = desk.coalition
    pair = read_pair(form, stories)
    material, by = material_of(pair), desk.user if desk else None
    with transaction.atomic():
        point, made = _vertelpunt(slug, pair, coalition)
        refuse_other_kinds(point, material.questions)
        digest = intake_files.digest_of_bytes(form, stories)
        kept: dict[str, Any] = {"kind": Intake.Kind.NARRAFIRMA, "name": slug, "digest": digest, "screened": screened}
        intake = Intake.objects.create(vertelpunt=point, made_by=by, state=Intake.State.RUNNING, **kept)
    try:
        bring(intake, material, asked=made)
    except BaseException:
        intake.delete()
        if made:
            point.delete()
        raise
    announce(intake)
    return _reported(intake, pair, made=made)


def _reported(intake: Intake, pair: Import, *, made: bool) -> ImportReport:
    told = Story.objects.filter(intake=intake)
    tellers = told.exclude(teller=None).values("teller").distinct().count()
    asked = bool(intake.version and intake.version.asked)
    counts = {"stories": intake.stories, "tellers": tellers, "questions": len(pair.questions)}
    return ImportReport(intake.vertelpunt, made, notes=pair.notes, skipped=intake.skipped, asked=asked, **counts)


def material_of(pair: Import) -> Material:
    """Return what a pair holds, as questions and stories of ours."""
    language = pair.language or LANGUAGE
    questions = [imported_question(question, language) for question in pair.questions]
    return Material(questions, lambda: pair.stories, language)


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
        kind="ordered" if question.ordered else question.kind,
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
