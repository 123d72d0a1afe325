"""An import without a page, by who has the machine itself: the same steps one after another."""

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from lib.errors import Refused
from people.actions import log
from people.models import Coalition
from vertelpunt.actions import bringing_in, intakes
from vertelpunt.actions.bringing import LANGUAGE
from vertelpunt.actions.making import for_file, make_at
from vertelpunt.importing import words
from vertelpunt.importing.mapping import Mapping, agreed, faults_in, from_json, to_json
from vertelpunt.intake_page import report_context
from vertelpunt.models import Intake, Vertelpunt

S = Intake.State


@dataclass
class Outcome:
    """What came of it, in lines; and how the columns were read."""

    good: bool
    lines: list[str] = field(default_factory=list)
    mapping: dict[str, Any] = field(default_factory=dict)


def bring_table(
    *,
    point: Vertelpunt,
    uploads: Sequence[UploadedFile],
    mapping: Map[str, Any] | None,
    agree: bool,
    screened: bool,
    dry: bool,
) -> Outcome:
    """Read a file, check it, and bring it in unless it is a dry run; what must be looked at stops it."""
    intake = intakes.receive(point, uploads, desk=None)
    keep = False
    try:
        intakes.in_background(intake.pk, S.READING, S.READING, intakes.look)
        found = _checked(intake, mapping, agree)
        if found.good and not dry:
            Intake.objects.filter(pk=intake.pk, state=S.CHECKED).update(state=S.WAITING, screened=screened)
            intake.refresh_from_db()
            bringing_in.keep_mapping(intake)
            intakes.in_background(intake.pk, S.WAITING, S.RUNNING, bringing_in.carry_in)
            intake.refresh_from_db()
            keep = intake.state == S.DONE
            found.good = keep
            found.lines.append(_ended(intake))
        return found
    finally:
        if not keep:
            bringing_in.remove(intake)


def bring_into_new(
    *,
    coalition: Coalition,
    slug: str,
    title: str,
    uploads: Sequence[UploadedFile],
    mapping: Map[str, Any] | None,
    agree: bool,
    screened: bool,
    dry: bool,
) -> Outcome:
    """Make a Vertelpunt for a file and bring its stories in; nothing of it stays when they do not come in."""
    with transaction.atomic():
        point = make_at(coalition, slug=slug, title={LANGUAGE: title}, preset=for_file(), by=None)
    keep = False
    try:
        found = bring_table(point=point, uploads=uploads, mapping=mapping, agree=agree, screened=screened, dry=dry)
        keep = found.good and not dry
        if keep:
            found.lines.append(_("The Vertelpunt %(slug)s was made.") % {"slug": slug})
            found.lines.append(_("Its questions are those of the file. Nobody can tell before it is opened."))
        return found
    finally:
        if not keep:
            with transaction.atomic():
                log("vertelpunt-removed", actor=None, coalition=coalition, thing=point)
                point.delete()


def _ended(intake: Intake) -> str:
    if intake.state != S.DONE:
        return words.fault_words(intake.fault, intake.report.get("fault", {}))
    values = {"n": intake.stories, "pk": intake.pk}
    return _("Stories that came in: %(n)d. To take them out again: --undo %(pk)s") % values


def _checked(intake: Intake, given: Map[str, Any] | None, agree: bool) -> Outcome:
    intake.refresh_from_db()
    found = Outcome(good=False)
    if intake.state == S.FAILED:
        found.lines.append(words.fault_words(intake.fault, intake.report.get("fault", {})))
        return found
    if intake.state == S.COLUMNS:
        mapping = from_json(given) if given else from_json(intake.mapping)
        mapping = agreed(mapping) if agree else mapping
        found.mapping = to_json(mapping)
        found.lines += _columns(mapping)
        if mapping.open() or faults_in(mapping):
            found.lines += _why_not(mapping)
            return found
        kept = found.mapping | {"chosen": intake.mapping.get("chosen", {})}
        Intake.objects.filter(pk=intake.pk).update(mapping=kept, state=S.CHECKING)
        intakes.in_background(intake.pk, S.CHECKING, S.CHECKING, intakes.check)
        intake.refresh_from_db()
    report = report_context(intake)
    found.lines += [*report["lines"], *report["notes"], *report["faults"]]
    found.good = report["good"]
    return found


def _columns(mapping: Mapping) -> list[str]:
    return [f"{column.name}: {words.KIND_NAMES[column.kind]}" for column in mapping.columns]


def _why_not(mapping: Mapping) -> list[str]:
    """Return what must be looked at or mended first, in lines."""
    lines = [str(words.OF_MAPPING[one.code]) % {"names": ", ".join(one.names)} for one in faults_in(mapping)]
    lines += [str(words.ASKS_OF_FILE[code]) for code in mapping.ask if code not in mapping.seen]
    lines += [f"{column.name}: {words.ask_words(code)}" for column in mapping.columns for code in column.open()]
    return [*lines, _("Nothing is guessed: correct it with --mapping-to and --mapping, or say --agree.")]


def undo(point: Vertelpunt, pk: str) -> int:
    """Take the stories of an import out again; return how many went."""
    try:
        intake = point.intakes.filter(pk=pk, state__in=(S.DONE, S.UNDOING)).first()
    except ValidationError:
        intake = None
    if intake is None:
        raise Refused("no_import", _("There is no such import here, or it was undone already."))
    Intake.objects.filter(pk=intake.pk).update(state=S.UNDOING)
    log("import-undone", actor=None, coalition=point.coalition, thing=intake)
    bringing_in.begin_undoing(intake)
    intakes.in_background(intake.pk, S.UNDOING, S.UNDOING, bringing_in.take_all_out)
    return intake.stories
