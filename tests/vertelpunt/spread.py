"""Plain builders of what belongs to spreading: a link, a partner with a promise, a logo."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image

from people.access import Desk, roles_in
from people.models import Coalition, User
from vertelpunt.models import Asker, Channel, Partner, Promise, Vertelpunt

FAR = date(2999, 1, 1)


def desk_of(user: User, coalition: Coalition) -> Desk:
    """Return the desk of `user`."""
    return Desk(user, coalition, roles_in(user, coalition))


def partner(point: Vertelpunt, name: str = "Huisartsen Noord") -> Partner:
    """Return a partner."""
    return Partner.objects.get_or_create(vertelpunt=point, name=name)[0]


def link(point: Vertelpunt, code: str = "poster", of: Partner | None = None, **fields: Any) -> Channel:
    """Return a link of a partner."""
    return Channel.objects.create(vertelpunt=point, code=code, name=code, partner=of, **fields)


def drawn(width: int = 600, height: int = 200, kind: str = "PNG", **more: Any) -> bytes:
    """Return a picture as somebody uploads it."""
    kept = BytesIO()
    Image.new("RGB", (width, height), "#ffc629").save(kept, kind, **more)
    return kept.getvalue()


def make(point: Vertelpunt) -> dict[str, Any]:
    """Make one of everything; return what stands in the addresses."""
    owner = partner(point)
    channel = link(point, of=owner)
    promised = Promise.objects.create(partner=owner, what="Poster ophangen", before=FAR)
    file = "media/askers/scene.webp"
    path = Path(settings.VAR_DIR) / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(drawn(140, 56, "WEBP"))
    asker = Asker.objects.create(
        vertelpunt=point, kind="logo", name="Noord", alt="logo van Noord", file=file, width=140, height=56
    )
    values = {"channel": channel.code, "short": channel.short, "partner": owner.pk}
    return values | {"promise": promised.pk, "asker": asker.pk, "tongue": "nl", "item": "mail"}
