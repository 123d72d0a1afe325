"""Take the pictures of the README from a demo, so that they stay true; those of the handbook: `handbook_pictures`."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from storycycle.camera import Picture, browser, demo_beside, take
from storycycle.pictures import README


class PicturesCommand(BaseCommand):
    """Photograph pages of a demo; write only what looks different from what is there."""

    pictures: tuple[Picture, ...]
    folder: Path

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", help="where a demo runs; without it one is filled and started for this")
        parser.add_argument("--only", nargs="+", default=[], metavar="FILE", help="only these pictures")
        parser.add_argument("--to", type=Path, default=self.folder)

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = [one for one in self.pictures if not options["only"] or one.file in options["only"]]
        if not wanted:
            raise CommandError("There is no such picture. There are: " + ", ".join(one.file for one in self.pictures))
        beside = nullcontext(options["address"]) if options["address"] else demo_beside()
        with beside as address, browser() as started:
            for picture in wanted:
                written = take(started, address, picture, options["to"] / picture.file)
                self.stdout.write(f"{picture.file}: {'written' if written else 'looks the same'}")


class Command(PicturesCommand):
    """The pictures of the README."""

    help = __doc__
    pictures = README
    folder = settings.BASE_DIR / "docs" / "img"
