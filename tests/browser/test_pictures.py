"""The pictures of the handbook are those that the command makes, and one of them is made here."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser

from lib.handbook.reading import PICTURES
from lib.handbook.views import handbook
from people.models import Coalition
from people.roles import Role
from storycycle.camera import looks_the_same, take
from storycycle.pictures import HANDBOOK, README
from tests import world
from tests.architecture.source import ROOT


def test_every_picture_that_is_shown_exists_and_is_made_by_the_command() -> None:
    shown = handbook().pictures()
    made = {handbook().folder / PICTURES / picture.file for picture in HANDBOOK}
    assert shown == made
    assert not [path for path in [*made, *(ROOT / "docs" / "img" / one.file for one in README)] if not path.exists()]
    assert {path.name for path in (ROOT / "docs/img/handleiding").iterdir()} == {path.name for path in made}


@pytest.mark.browser
def test_a_picture_is_made_and_written_again_only_when_it_looks_different(
    live: str, browser: Browser, settings: Any, tmp_path: Path
) -> None:
    settings.DEMO = True
    coalition = Coalition.objects.create(name="Jeugdregio Kustland", slug="kustland", kind=Coalition.Kind.REGION)
    noor = world.person("Noor de Boer", coalition, Role.PROCESS_LEADER)
    type(noor).objects.filter(pk=noor.pk).update(email="noor@demo.example")
    picture = next(one for one in HANDBOOK if one.file == "beginnen.png")
    assert take(browser, live, picture, tmp_path / "a.png")
    assert Image.open(tmp_path / "a.png").size == picture.size
    assert not take(browser, live, picture, tmp_path / "a.png")
    coalition.memberships.create(user=world.person("Mo", coalition, Role.MODERATOR), role=Role.READER)
    assert take(browser, live, picture, tmp_path / "a.png")


def test_a_date_may_differ_and_a_button_not() -> None:
    plain = Image.new("RGB", (1280, 860), "white")
    assert looks_the_same(png(plain), png(with_box(plain, (80, 18))))
    assert not looks_the_same(png(plain), png(with_box(plain, (220, 60))))
    assert not looks_the_same(png(plain), png(plain.crop((0, 0, 1280, 800))))


def with_box(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a copy with a dark box of `size` on it."""
    changed = image.copy()
    changed.paste("black", (100, 100, 100 + size[0], 100 + size[1]))
    return changed


def png(image: Image.Image) -> bytes:
    """Return the file of an image."""
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()
