"""Forms on paper: numbered when they are printed, entered once, and stopped by who has the code."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from lib.secrets import code_digest, new_code
from people.access import Desk
from people.actions import log
from people.roles import Permission
from vertelpunt.actions.telling import CODE_PURPOSE
from vertelpunt.models import Audience, PaperForm, QuestionSetVersion, Vertelpunt

DIGITS = 5
MOST = 60  # forms in one file
DAMM = ("0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
        "3674209581", "5869720134", "8945362017", "9438617205", "2581436790")  # fmt: skip


def check_digit(digits: str) -> str:
    """Return the digit after which one wrong digit, or two that changed places, are noticed (Damm)."""
    interim = "0"
    for digit in digits:
        interim = DAMM[int(interim)][int(digit)]
    return interim


def spaced_number(number: str) -> str:
    """Return the number of a form as it is printed."""
    return f"{number[:3]}\N{NO-BREAK SPACE}{number[3:]}"


@dataclass(frozen=True)
class Printed:
    """A form as it goes to the printer; its code is nowhere else."""

    number: str
    code: str


def _free_numbers(point: Vertelpunt, count: int) -> Iterator[str]:
    taken = set(PaperForm.objects.filter(vertelpunt=point).values_list("number", flat=True))
    while count:
        digits = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
        number = digits + check_digit(digits)
        if number not in taken:
            taken.add(number)
            count -= 1
            yield number


@transaction.atomic
def print_forms(
    *, desk: Desk, version: QuestionSetVersion, audience: Audience, count: int, language: str
) -> list[Printed]:
    """Number `count` new forms and return them with their codes, of which only the digests are kept."""
    desk.require(Permission.PREPARE_SESSIONS)
    if not 1 <= count <= MOST:
        raise Refused("many_forms", _("Choose from 1 to %(most)d forms at a time.") % {"most": MOST})
    point = version.vertelpunt
    printed = [Printed(number, new_code()) for number in _free_numbers(point, count)]
    PaperForm.objects.bulk_create(
        PaperForm(
            vertelpunt=point,
            version=version,
            audience=audience,
            number=one.number,
            language=language,
            code_digest=code_digest(CODE_PURPOSE, one.code),
            printed_on=timezone.localdate(),
            printed_by=desk.user,
        )
        for one in printed
    )
    log("forms-printed", actor=desk.user, coalition=desk.coalition, thing=point)
    return printed


def find_form(*, point: Vertelpunt, typed: str) -> PaperForm:
    """Return the form with the number that was typed, or refuse: mistyped, unknown, entered before, or stopped."""
    number = "".join(character for character in typed if character.isascii() and character.isdigit())
    if len(number) != DIGITS + 1 or check_digit(number[:-1]) != number[-1]:
        raise Refused("bad_number", _("This is not the number of a form. It has 6 digits, on top of every sheet."))
    form = PaperForm.objects.select_related("version", "audience").filter(vertelpunt=point, number=number).first()
    if form is None:
        raise Refused("no_form", _("No form of this Vertelpunt has this number. Look at the name on the form."))
    if form.stopped_on:
        message = _("Who filled in form %(number)s does not want it to be entered. Destroy the paper.")
        raise Refused("form_stopped", message % {"number": spaced_number(number)}, status=409)
    if form.entered_on:
        message = _("Form %(number)s was entered on %(day)s. It is not kept a second time.")
        said = {"number": spaced_number(number), "day": date_format(form.entered_on, "j F Y")}
        raise Refused("form_entered", message % said, status=409)
    return form


def enter_form(*, point: Vertelpunt, number: str) -> PaperForm:
    """Mark a form as entered and return it with its digest, which from now on only the story has."""
    form = PaperForm.objects.select_for_update().get(pk=find_form(point=point, typed=number).pk)
    find_form(point=point, typed=number)  # once more, now that nobody else can enter it
    updated = {"entered_on": timezone.localdate(), "code_digest": None}
    PaperForm.objects.filter(pk=form.pk).update(**updated)
    return form


def form_by_code(code: str) -> PaperForm | None:
    """Return the form that was not entered yet and has `code`."""
    digest = code_digest(CODE_PURPOSE, code)
    return PaperForm.objects.select_related("vertelpunt__coalition").filter(code_digest=digest).first()


@transaction.atomic
def stop_form(*, form: PaperForm) -> None:
    """Do what the teller asks: a form that was not entered yet never will be."""
    form.stopped_on = timezone.localdate()
    form.save(update_fields=["stopped_on"])
