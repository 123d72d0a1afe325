"""Import stories into a Vertelpunt: any table (CSV, XLSX), NarraFirma's pair, or a SenseMaker export."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from lib.errors import Refused
from people.models import Coalition
from vertelpunt.actions import import_stories
from vertelpunt.actions.by_command import Outcome, bring_into_new, bring_table, undo
from vertelpunt.importing.mapping import from_json
from vertelpunt.making.forms import LONGEST_TITLE, checked_slug
from vertelpunt.models import Vertelpunt
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
        parser.add_argument("--stories", type=Path, help="file with the stories (CSV or XLSX)")
        parser.add_argument("--form", type=Path, help="NarraFirma: CSV file with the questions; a new name makes one")
        parser.add_argument("--framework", type=Path, help="SenseMaker: JSON file with the framework definition")
        parser.add_argument(
            "--new", metavar="TITLE", help="make a Vertelpunt with this title, of --coalition, for the file"
        )
        parser.add_argument("--mapping", type=Path, help="how columns are read, as --dry-run --mapping-to wrote it")
        parser.add_argument("--mapping-to", type=Path, help="write here how columns would be read, to correct it")
        parser.add_argument("--dry-run", action="store_true", help="read everything, and bring nothing in")
        parser.add_argument("--agree", action="store_true", help="agree with everything that must be looked at")
        parser.add_argument("--unscreened", action="store_true", help="a moderator reads the stories first")
        parser.add_argument("--undo", metavar="IMPORT", help="take the stories of this import out again")
        parser.add_argument("--coalition", help="its coalition; without it a new Vertelpunt comes under 'import'")

    def handle(self, *args: Any, **options: Any) -> None:
        paths = {"form": options["form"], "stories": options["stories"]}
        try:
            validate_slug(options["slug"])
            lines = self._carry_out(options)
        except ImportRefused as refused:
            found = [_line(fault, paths) for fault in refused.faults]
            self._refuse([*found, *refused.lines()[len(found) :], str(refused.message)])
        except Refused as refused:
            self._refuse([str(refused.message)])
        except OSError as error:
            self._refuse([f"{error.filename}: {error.strerror}"])
        except ValidationError:
            self._refuse([_("%(slug)s: letters, digits, - and _ only") % {"slug": options["slug"]}])
        else:
            self.stdout.write("\n".join(lines))

    def _carry_out(self, options: dict[str, Any]) -> list[str]:
        coalition, screened = _coalition(options["coalition"]), not options["unscreened"]
        if options["undo"]:
            return [_("Taken out: %(n)d stories.") % {"n": undo(_point(options, coalition), options["undo"])}]
        if options["stories"] is None:
            raise CommandError(_("Say which file: --stories FILE."))
        if options["form"] is not None and not options["dry_run"] and options["new"] is None:
            form, stories = options["form"].read_bytes(), options["stories"].read_bytes()
            return import_stories(
                slug=options["slug"], form=form, stories=stories, coalition=coalition, screened=screened
            ).lines()
        return self._table(options, coalition, screened)

    def _table(self, options: dict[str, Any], coalition: Coalition | None, screened: bool) -> list[str]:
        given = [one for one in (options["stories"], options["framework"], options["form"]) if one is not None]
        how: dict[str, Any] = {
            "uploads": [SimpleUploadedFile(path.name, path.read_bytes()) for path in given],
            "mapping": _mapping(options["mapping"]),
            "agree": options["agree"],
            "screened": screened,
            "dry": options["dry_run"],
        }
        if options["new"] is not None:
            found = self._new(options, coalition, how)
        else:
            found = bring_table(point=_point(options, coalition), **how)
        if options["mapping_to"] and found.mapping:
            options["mapping_to"].write_text(json.dumps(found.mapping, ensure_ascii=False, indent=1), "utf-8")
        if not found.good and not options["dry_run"]:
            self._refuse(found.lines)
        return found.lines

    def _new(self, options: dict[str, Any], coalition: Coalition | None, how: dict[str, Any]) -> Outcome:
        title = options["new"].strip()
        if coalition is None:
            raise CommandError(_("Say of which coalition the new Vertelpunt is: --coalition NAME."))
        if not 0 < len(title) <= LONGEST_TITLE:
            raise CommandError(_("The title of the new Vertelpunt has 1 to %(n)d letters.") % {"n": LONGEST_TITLE})
        try:
            slug = checked_slug(options["slug"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return bring_into_new(coalition=coalition, slug=slug, title=title, **how)

    def _refuse(self, lines: list[str]) -> None:
        self.stderr.write("\n".join(lines))
        raise SystemExit(1)


def _point(options: dict[str, Any], coalition: Coalition | None) -> Vertelpunt:
    found = Vertelpunt.objects.filter(slug=options["slug"]).select_related("coalition").first()
    if found is None or (coalition is not None and found.coalition_id != coalition.pk):
        message = _('There is no Vertelpunt %(slug)s. To make it for this file, say --new "TITLE" --coalition NAME.')
        raise CommandError(message % {"slug": options["slug"]})
    return found


def _mapping(path: Path | None) -> dict[str, Any] | None:
    """Return what a file says of columns, as far as it can be read at all."""
    if path is None:
        return None
    try:
        said = json.loads(path.read_text("utf-8"))
        from_json(said)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = _("%(path)s does not say how columns are read. Begin from what --dry-run --mapping-to writes.")
        raise CommandError(message % {"path": path}) from error
    found: dict[str, Any] = said
    return found


def _coalition(slug: str | None) -> Coalition | None:
    if slug is None:
        return None
    found = Coalition.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(_("There is no coalition %(slug)s.") % {"slug": slug})
    return found
