"""An import from the upload to the last check: what the file is, how it is read, and what would come in."""

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from lib.secrets import keyed_digest
from people.access import Desk
from people.actions import log
from people.models import Coalition
from vertelpunt import intake_files as files
from vertelpunt.actions.making import may_edit
from vertelpunt.importing.encoding import HEAD, MOST_BYTES, kind_of
from vertelpunt.importing.mapping import Mapping, as_before, faults_in, from_json, to_json
from vertelpunt.importing.opening import look_at
from vertelpunt.importing.sensemaker import BadFramework, Signifier, read_framework
from vertelpunt.importing.sheet import BrokenTable
from vertelpunt.importing.workbook import BrokenWorkbook, convert
from vertelpunt.intake_dry import report_of
from vertelpunt.models import Audience, Intake, KeptMapping, Vertelpunt
from vertelpunt.narrafirma.form import REQUIRED

logger = logging.getLogger(__name__)
S, K = Intake.State, Intake.Kind
KEPT_DAYS = 7  # that files of an import that nobody finishes stay


def no_file(code: str, **params: object) -> Refused:
    """Return the refusal for a file that is not read."""
    messages: dict[str, Any] = {
        "empty_file": _("The file is empty."),
        "too_big": _("The file is larger than %(limit)s MB. Split it into parts and import them one by one."),
        "old_workbook": _(
            "This is an old Excel file (.xls). Save it as .xlsx or as 'CSV UTF-8', and choose that file."
        ),
        "no_table": _("This is not a table. Choose a CSV file, a tab-separated file or an Excel workbook (.xlsx)."),
        "two_files": _("Choose a table, or a table with its story form (NarraFirma) or framework (SenseMaker)."),
        "bad_framework": _("This is not a framework definition of SenseMaker: it names no questions."),
        "no_pair": _("Neither of these two files is a story form of NarraFirma or a framework of SenseMaker."),
    }
    return Refused(code, messages[code] % params if params else messages[code])


@transaction.atomic
def begin_intake(
    *, desk: Desk, point: Vertelpunt, uploads: Sequence[UploadedFile], audience: Audience | None = None
) -> Intake:
    """Take a file, or a pair, to be read in the background; what it is called says nothing, what is in it does."""
    may_edit(desk, point)
    if audience is not None and audience.vertelpunt_id != point.pk:
        raise Http404
    return receive(point, uploads, desk=desk, audience=audience)


def receive(
    point: Vertelpunt, uploads: Sequence[UploadedFile], *, desk: Desk | None, audience: Audience | None = None
) -> Intake:
    """Write the files of an import and its row; for who has the machine itself (the command), without a desk."""
    kind, table, beside = _what_these_are(uploads)
    intake = Intake(
        vertelpunt=point,
        made_by=desk.user if desk else None,
        kind=kind,
        name=(table.name or "")[-120:],
        audience=audience,
    )
    paths = [files.write(intake.pk, files.STORIES, table.chunks())]
    if beside is not None:
        paths.append(files.write(intake.pk, files.FORM, beside.chunks()))
    intake.digest = files.digest_of(paths)
    intake.save(force_insert=True)
    log("import-begun", actor=desk.user if desk else None, coalition=point.coalition, thing=intake)
    return intake


def _what_these_are(uploads: Sequence[UploadedFile]) -> tuple[str, UploadedFile, UploadedFile | None]:
    """Return the kind of import, its table, and the form or framework beside it."""
    heads = [_head(upload) for upload in uploads]
    kinds = [kind_of(head) for head in heads]
    for kind in kinds:
        if kind in ("empty_file", "old_workbook", "no_table"):
            raise no_file(kind)
    if len(uploads) == 1 and kinds[0] != "framework":
        return K.TABLE, uploads[0], None
    if len(uploads) != 2 or kinds.count("framework") == 2:
        raise no_file("two_files")
    if "framework" in kinds:
        at = kinds.index("framework")
        return K.SENSEMAKER, uploads[1 - at], uploads[at]
    forms = [at for at, head in enumerate(heads) if all(name.encode() in head[:2000] for name in REQUIRED)]
    if len(forms) != 1:
        raise no_file("no_pair")
    return K.NARRAFIRMA, uploads[1 - forms[0]], uploads[forms[0]]


def _head(upload: UploadedFile) -> bytes:
    if (upload.size or 0) > MOST_BYTES:
        raise no_file("too_big", limit=MOST_BYTES // 1024**2)
    head: bytes = upload.read(HEAD)
    upload.seek(0)
    return head


def in_background(pk: Any, begins: str, working: str, work: Callable[[Intake], object]) -> None:
    """Carry out one step of an import that waits for it, once; a fault of ours ends it without a word of the file."""
    waiting = Intake.objects.filter(pk=pk, state=begins)
    if not waiting.update(state=working, heartbeat=timezone.now(), progress=0.0, fault=""):
        return
    intake = Intake.objects.select_related("vertelpunt__coalition", "audience", "made_by").get(pk=pk)
    try:
        work(intake)
    except Refused as refused:
        fail(intake, refused.code)
    except BrokenTable as broken:
        fail(intake, broken.code, line=broken.line)
    except BrokenWorkbook as broken:
        fail(intake, broken.code, **broken.params)
    except BadFramework:
        fail(intake, "bad_framework")
    except Exception as error:
        logger.error("An import came to nothing", exc_info=error)
        fail(intake, "broken")


def fail(intake: Intake, fault: str, **params: object) -> None:
    """End an import that came to nothing; its file stays some days, so that it can be looked at in another way.

    One of which the undoing stopped halfway is still there: it can be undone once more.
    """
    report = intake.report | {"fault": {name: str(value) for name, value in params.items()}}
    state = S.DONE if intake.state == S.UNDOING else S.FAILED
    Intake.objects.filter(pk=intake.pk).update(state=state, fault=fault[:40], report=report)


def look(intake: Intake) -> None:
    """Read a file for the first time, or again with another encoding, and propose how its columns are read."""
    if intake.kind == K.NARRAFIRMA:
        Intake.objects.filter(pk=intake.pk).update(state=S.CHECKING)
        check(intake)
        return
    path, notes = table_path(intake), dict(files.seen(intake.pk).get("book", {}))
    if not path.exists():
        book = convert(files.path_of(intake.pk, files.STORIES), path)
        notes = {"sheet": book.sheet, "others": list(book.others), "formulas": book.formulas}
    chosen = intake.mapping.get("chosen", {})
    found = look_at(path, framework_of(intake), **chosen)
    mapping, kept = found.mapping, kept_for(intake.vertelpunt.coalition, found.mapping)
    if kept is not None:
        mapping = as_before(mapping, from_json(kept.mapping))
    seen = found.seen() | {"book": notes, "kept_on": kept.kept_on.isoformat() if kept else ""}
    files.keep_seen(intake.pk, seen)
    Intake.objects.filter(pk=intake.pk).update(state=S.COLUMNS, mapping=to_json(mapping) | {"chosen": chosen})


def table_path(intake: Intake) -> Any:
    """Return the file with the table: what was sent, or what a workbook became."""
    sent = files.path_of(intake.pk, files.STORIES)
    with sent.open("rb") as file:
        return files.path_of(intake.pk, files.ROWS) if kind_of(file.read(HEAD)) == "workbook" else sent


def framework_of(intake: Intake) -> list[Signifier]:
    """Return the questions of the framework beside a SenseMaker export."""
    if intake.kind != K.SENSEMAKER:
        return []
    return read_framework(files.path_of(intake.pk, files.FORM).read_bytes())


def fingerprint(mapping: Mapping) -> str:
    """Return what a table with these columns is known by."""
    return keyed_digest("imported-columns", "\n".join(column.name for column in mapping.columns))


def kept_for(coalition: Coalition, mapping: Mapping) -> KeptMapping | None:
    """Return how the coalition read a table with these columns before."""
    return KeptMapping.objects.filter(coalition=coalition, fingerprint=fingerprint(mapping)).first()


@transaction.atomic
def change_mapping(*, desk: Desk, intake: Intake, mapping: Mapping) -> None:
    """Keep what somebody said of the columns."""
    may_edit(desk, intake.vertelpunt)
    in_hand = Intake.objects.filter(pk=intake.pk, state__in=(S.COLUMNS, S.CHECKED))
    kept = to_json(mapping) | {"chosen": intake.mapping.get("chosen", {})}
    if not in_hand.update(mapping=kept, state=S.COLUMNS):
        raise Refused("not_now", _("This import is somewhere else already. Reload the page."))


@transaction.atomic
def read_otherwise(*, desk: Desk, intake: Intake, chosen: dict[str, Any]) -> None:
    """Have a file read again with another encoding, another sign between cells, or its second line as a story."""
    may_edit(desk, intake.vertelpunt)
    again = Intake.objects.filter(pk=intake.pk, state__in=(S.COLUMNS, S.CHECKED, S.FAILED))
    if not again.update(mapping={"chosen": chosen}, state=S.READING, report={}, fault=""):
        raise Refused("not_now", _("This import is somewhere else already. Reload the page."))


@transaction.atomic
def ask_check(*, desk: Desk, intake: Intake) -> None:
    """Ask for a dry run: everything is read as it will be, and nothing comes in."""
    may_edit(desk, intake.vertelpunt)
    ready(from_json(intake.mapping))
    if not Intake.objects.filter(pk=intake.pk, state=S.COLUMNS).update(state=S.CHECKING, report={}):
        raise Refused("not_now", _("This import is somewhere else already. Reload the page."))


def ready(mapping: Mapping) -> None:
    """Refuse a mapping that cannot be used, or of which something was not looked at."""
    if mapping.open():
        raise Refused("open_asks", _("Something still waits for you to look at it. Nothing is guessed."))
    if faults_in(mapping):
        raise Refused("bad_mapping", _("The columns do not fit together yet. What is wrong stands above them."))


def check(intake: Intake) -> None:
    """Read everything as it will be, and keep what was found; nothing comes in."""
    Intake.objects.filter(pk=intake.pk).update(state=S.CHECKED, report=report_of(intake))


def same_before(intake: Intake) -> Iterable[Intake]:
    """Return imports of the same bytes into this Vertelpunt whose stories are here."""
    same = Intake.objects.filter(vertelpunt=intake.vertelpunt_id, digest=intake.digest, state=S.DONE)
    return same.exclude(pk=intake.pk).select_related("made_by")
