"""Who asks: logos and faces on the first page, known by what is in them and made anew."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from people.models import User
from tests.vertelpunt import spread
from vertelpunt.models import Asker, Vertelpunt
from vertelpunt.spreading.pictures import LARGEST_KEPT, made_small

HERE = "/c/noord/v/jeugdhulp/spread/who-asks/"


def put(client: Client, data: bytes, name: str = "foto.jpg", **more: str) -> int:
    words = {"kind": "face", "name": "Ans", "alt": "Ans, lachend"} | more
    return client.post(HERE, words | {"picture": SimpleUploadedFile(name, data)}).status_code


def photo() -> bytes:
    """Return a photo on its side, with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "Dorpsstraat 1"
    return spread.drawn(900, 600, "JPEG", exif=exif.tobytes())


def test_a_face_stands_on_the_first_page_without_anything_of_its_maker(
    point: Vertelpunt, anna: User, client: Client
) -> None:
    client.force_login(anna)
    assert b"Dorpsstraat" in photo()
    assert put(client, photo()) == 302
    asker = Asker.objects.get()
    client.logout()
    page = client.get("/v/jeugdhulp/").content.decode()
    assert f'src="/v/jeugdhulp/who/{asker.pk}/" alt="Ans, lachend"' in page
    served = client.get(f"/v/jeugdhulp/who/{asker.pk}/")
    assert served.headers["Content-Type"] == "image/webp"
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in served.headers["Content-Security-Policy"]
    assert not served.cookies
    assert b"Dorpsstraat" not in served.content
    assert not Image.open(BytesIO(served.content)).getexif()


@pytest.mark.parametrize("data", [b"<svg onload='alert(1)'/>", b"GIF89a" + b"0" * 99, b"", spread.drawn()[:60]])
def test_what_is_no_picture_is_refused_whatever_its_name(
    point: Vertelpunt, anna: User, client: Client, data: bytes
) -> None:
    client.force_login(anna)
    assert put(client, data, "logo.png") == 422
    assert not Asker.objects.exists()


def test_a_picture_without_words_for_who_cannot_see_it_is_refused(
    point: Vertelpunt, anna: User, client: Client
) -> None:
    client.force_login(anna)
    assert put(client, photo(), alt="") == 422


def test_taken_away_its_file_goes_too(
    point: Vertelpunt, anna: User, client: Client, django_capture_on_commit_callbacks: object
) -> None:
    client.force_login(anna)
    put(client, photo())
    asker = Asker.objects.get()
    path = Path(settings.VAR_DIR) / asker.file
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        client.post(HERE, {"remove": asker.file})
    assert not path.exists()
    assert not Asker.objects.exists()


def test_six_at_most(point: Vertelpunt, anna: User, client: Client) -> None:
    client.force_login(anna)
    assert [put(client, photo()) for _ in range(7)] == [302] * 6 + [422]


def test_a_picture_of_a_draft_is_for_the_coalition(point: Vertelpunt, anna: User, zoe: User, client: Client) -> None:
    client.force_login(anna)
    put(client, photo())
    Vertelpunt.objects.update(state="draft")
    address = f"/v/jeugdhulp/who/{Asker.objects.get().pk}/"
    assert client.get(address).status_code == 200
    client.force_login(zoe)
    assert client.get(address).status_code == 404


def test_a_busy_picture_is_made_small_enough() -> None:
    noise = BytesIO()
    Image.effect_noise((900, 900), 90).convert("RGB").save(noise, "PNG")
    made = made_small(noise.getvalue(), "face")
    assert len(made.data) <= LARGEST_KEPT
    assert (made.width, made.height) == (72, 72)
