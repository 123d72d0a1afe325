"""Who asks, on the first page: logos and faces, kept as files below VAR_DIR."""

from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from people.access import Desk
from people.actions import log
from vertelpunt import purging
from vertelpunt.actions.making import may_edit
from vertelpunt.models import Asker, Vertelpunt
from vertelpunt.spreading.pictures import Picture, made_small
from vertelpunt.text import clean_line

FOLDER = "media/askers"
MOST = 6


@transaction.atomic
def add_asker(*, desk: Desk, point: Vertelpunt, kind: str, name: str, alt: str, upload: bytes) -> Asker:
    """Put somebody who asks on the first page, with a logo or a face; who cannot see it reads `alt`."""
    may_edit(desk, point)
    Vertelpunt.objects.select_for_update().get(pk=point.pk)
    if point.askers.count() >= MOST:
        raise Refused("many_askers", _("There are six already: more would make the page slow. Take one away first."))
    picture = made_small(upload, kind)
    made = Asker.objects.create(
        vertelpunt=point,
        kind=kind,
        name=clean_line(name)[:80],
        alt=clean_line(alt)[:160],
        file=_keep(picture),
        width=picture.width,
        height=picture.height,
        position=point.askers.count(),
    )
    log("asker-added", actor=desk.user, coalition=desk.coalition, thing=made)
    return made


def _keep(picture: Picture) -> str:
    file = f"{FOLDER}/{uuid4().hex}.webp"
    path = Path(settings.VAR_DIR) / file
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_bytes(picture.data)
    return file


@transaction.atomic
def remove_asker(*, desk: Desk, asker: Asker) -> None:
    """Take a logo or a face away; its file goes with it."""
    may_edit(desk, asker.vertelpunt)
    purging.ask(asker.file)
    log("asker-removed", actor=desk.user, coalition=desk.coalition, thing=asker)
    asker.delete()


def picture_of(asker: Asker) -> bytes | None:
    """Return the file of a picture; None where it is not there, as on a copy without its files."""
    path = Path(settings.VAR_DIR) / asker.file
    return path.read_bytes() if path.is_file() else None
