"""Import NarraFirma's story form and stories (two CSV files) into a Vertelpunt; a new name makes one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from lib.errors import Refused
from people.models import Coalition
from vertelpunt.actions import import_stories
from vertelpunt.narrafirma import Fault, ImportRefused


def _line(fault: Fault, paths: dict[str, Path]) -> str:
    """Return a fault as `file: line L, column C (name): reason`."""
    numbers = {"line": fault.line, "column": fault.column}
    place = [_("line %(line)s") % numbers] if fault.line else []
    place += (
        [_("column %(column)s") % numbers + (f" ({fault.header})" if fault.header else "")] if fault.column else []
    )
    return ": ".join([str(paths[fault.file]), *([", ".join(place)] if place else []), fault.message])


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="name of the Vertelpunt in its address")
        parser.add_argument("--form", type=Path, required=True, help="CSV file with the questions")
        parser.add_argument("--stories", type=Path, required=True, help="CSV file with the stories")
        parser.add_argument("--coalition", help="its coalition; without it a new Vertelpunt comes under 'import'")

    def handle(self, *args: Any, **options: Any) -> None:
        paths = {"form": options["form"], "stories": options["stories"]}
        try:
            validate_slug(options["slug"])
            form, stories = (path.read_bytes() for path in paths.values())
            coalition = _coalition(options["coalition"])
            report = import_stories(slug=options["slug"], form=form, stories=stories, coalition=coalition)
        except ImportRefused as refused:
            lines = [_line(fault, paths) for fault in refused.faults]
            self._refuse([*lines, *refused.lines()[len(lines) :], str(refused.message)])
        except Refused as refused:
            self._refuse([str(refused.message)])
        except OSError as error:
            self._refuse([f"{error.filename}: {error.strerror}"])
        except ValidationError:
            self._refuse([_("%(slug)s: letters, digits, - and _ only") % {"slug": options["slug"]}])
        else:
            self.stdout.write("\n".join(report.lines()))

    def _refuse(self, lines: list[str]) -> None:
        self.stderr.write("\n".join(lines))
        raise SystemExit(1)


def _coalition(slug: str | None) -> Coalition | None:
    if slug is None:
        return None
    found = Coalition.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(_("There is no coalition %(slug)s.") % {"slug": slug})
    return found
