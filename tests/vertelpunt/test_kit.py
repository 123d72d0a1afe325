"""The communication kit: its texts, its files with the right links, and who may make it."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
import segno
from django.test import Client
from django.utils.translation import override
from PIL import Image, ImageChops
from pypdf import PdfReader

from lib.pdf import picture
from people.models import Coalition, User
from people.roles import Role
from tests import world
from tests.vertelpunt import spread
from vertelpunt.kit import words
from vertelpunt.kit.items import BY_KEY, ITEMS, MEDIA
from vertelpunt.kit.look import READABLE, colours, contrast
from vertelpunt.kit.printing import HERE, Kit, data_of, make, text
from vertelpunt.models import Audience, Channel, Vertelpunt
from vertelpunt.spreading.links import short_link

PAGE = "/c/noord/v/jeugdhulp/spread/kit/"
ASKED = {"partner": "Huisartsen Noord", "group": "youth", "language": "nl", "colour": "#ffc629"}
MM = 72 / 25.4
LONG = "Samenwerkingsverband van huisartsen, praktijkondersteuners en consultatiebureaus in heel Noord en omgeving"
QUESTION = (
    "Wat heb je meegemaakt met hulp voor jezelf, voor je kind of voor iemand anders in je gezin, en wat deed dat met "
    "jullie in de weken en maanden die daarop volgden?"
)


@pytest.fixture
def kees(noord: Coalition, client: Client) -> User:
    """Communication adviser of Noord, signed in."""
    made = world.person("Kees", noord, Role.COMMUNICATION)
    client.force_login(made)
    return made


def kit_of(point: Vertelpunt, item: str, group: str = "youth", language: str = "nl", **more: Any) -> Kit:
    """Return the kit of a link for `item`."""
    owner = spread.partner(point, more.pop("partner", "Huisartsen Noord"))
    audience = point.audiences.get(key=group) if group else None
    medium = BY_KEY[item].medium
    return Kit(spread.link(point, f"{item}-{group}"[:20], owner, medium=medium, audience=audience), language, **more)


def leaves(texts: Any, path: str = "") -> dict[str, str]:
    """Return all texts by where they stand."""
    if isinstance(texts, str):
        return {path: texts}
    pairs = enumerate(texts) if isinstance(texts, list) else texts.items()
    return {place: one for name, part in pairs for place, one in leaves(part, f"{path}/{name}").items()}


def test_every_text_is_there_in_both_languages_and_no_english_stands_in_dutch() -> None:
    dutch, english = leaves(words.shipped()["nl"]), leaves(words.shipped()["en"])
    assert dutch.keys() == english.keys()
    same = {place for place in dutch if dutch[place] == english[place]}
    assert {re.sub(r"\{\w+\}", "", dutch[place]).strip() for place in same} <= {"", "Link"}  # a question by itself
    assert all(one.strip() and "!" not in one for one in (*dutch.values(), *english.values()))
    assert set(words.shipped()["nl"]["tones"]) == {"youth", "parent", "professional", "everybody"}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("group", ["youth", "parent", "professional", ""])
def test_texts_of_every_group_have_their_link_and_nothing_left_open(
    point: Vertelpunt, group: str, language: str
) -> None:
    for item in (one for one in ITEMS if one.form == "txt"):
        kit = kit_of(point, item.key, group, language)
        found = text(kit, item)
        assert short_link(kit.channel) in found
        assert not re.search(r"[{}]|None|  ", found)
        assert "prompt " + language in found


def test_without_questions_nobody_says_how_long_it_takes(point: Vertelpunt) -> None:
    kit = kit_of(point, "mail")
    assert "minuten" in text(kit, BY_KEY["mail"])
    point.versions.all().delete()
    assert "minuten" not in text(kit, BY_KEY["mail"])
    assert [one for one in data_of(kit, BY_KEY["poster"])["facts"] if "minuten" in one] == []


def test_that_names_are_taken_out_is_only_said_where_it_is_done(point: Vertelpunt) -> None:
    kit = kit_of(point, "flyer")
    said = words.shipped()["nl"]["names_out"]
    assert said in data_of(kit, BY_KEY["flyer"])["words"]["promises"]
    point.released_on_arrival = True
    point.save()
    assert said not in data_of(Kit(Channel.objects.get(), "nl"), BY_KEY["flyer"])["words"]["promises"]


def test_one_click_gives_a_zip_with_everything_and_its_own_links(
    point: Vertelpunt, kees: User, client: Client
) -> None:
    Vertelpunt.objects.update(languages=["nl", "en"])
    response = client.post(PAGE, ASKED | {"do": "zip"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="jeugdhulp-huisartsen-noord-youth-nl.zip"'
    packed = ZipFile(BytesIO(response.content))
    assert packed.testzip() is None
    names = packed.namelist()
    assert all(re.fullmatch(r"[a-z0-9_-]+/(qr/)?[a-z0-9_-]+\.(pdf|png|svg|txt)", name) for name in names)
    assert len(names) == len(ITEMS) + 2 * len(MEDIA) + 1
    assert not [name for name in names if "card" in name and "/qr/" not in name]  # the names are Dutch
    links = {one.medium: one for one in Channel.objects.all()}
    assert set(links) == {medium.value for medium in MEDIA}
    for place, item in enumerate(ITEMS, start=1):
        data = packed.read(next(name for name in names if f"/{place:02d}-" in name))
        _is_right(data, item.form, item.size, links[item.medium])
    client.post(PAGE, ASKED | {"do": "look"})
    assert Channel.objects.count() == len(MEDIA)


def _is_right(data: bytes, form: str, size: tuple[int, int] | None, link: Channel) -> None:
    if form == "txt":
        assert short_link(link) in data.decode()
    elif form == "png":
        assert Image.open(BytesIO(data)).size == size
        _scans(data, short_link(link))
    else:
        with pikepdf.open(BytesIO(data)) as opened:
            assert opened.Root.Lang == "nl"
            assert opened.Root.MarkInfo.Marked
            assert "pdfuaid" in bytes(opened.Root.Metadata.read_bytes()).decode()
        said = "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
        assert f"/k/{link.short}" in said.replace("\n", "")


def _code(image: Image.Image) -> Image.Image:
    """Return the QR code in a picture: nothing else in the kit is quite black."""
    grey = image.convert("L").point(lambda light: 255 if light < 16 else 0)
    box = grey.getbbox()
    assert box
    return image.convert("L").crop(box)


def _scans(png: bytes, address: str) -> None:
    code = _code(Image.open(BytesIO(png)))
    matrix = [list(row) for row in segno.make(address, error="q", micro=False).matrix]
    step = code.width / len(matrix)
    seen = [
        [int(code.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) < 128) for x in range(len(matrix))]  # type: ignore[operator]
        for y in range(len(matrix))
    ]
    assert seen == matrix


def test_a_code_on_a_card_is_at_least_two_centimetres(point: Vertelpunt) -> None:
    kit = kit_of(point, "card")
    sheet = Image.open(BytesIO(picture(HERE / "card.typ", data_of(kit, BY_KEY["card"]))))
    one = _code(sheet.crop((0, 0, sheet.width // 2, sheet.height // 5)))
    assert one.width >= 20 * MM


@pytest.mark.parametrize(
    ("item", "pages"), [("letter", 1), ("poster", 1), ("flyer", 2), ("card", 2), ("waiting", 1), ("table", 1)]
)
def test_long_names_and_questions_stay_on_their_page(point: Vertelpunt, item: str, pages: int) -> None:
    point.prompt = {"nl": QUESTION}
    point.save()
    Coalition.objects.filter(pk=point.coalition_id).update(name=LONG)
    kit = kit_of(Vertelpunt.objects.get(), item, partner=LONG)
    made = PdfReader(BytesIO(make(kit, BY_KEY[item])))
    assert len(made.pages) == pages
    said = " ".join(" ".join(page.extract_text() for page in made.pages).split())
    if item == "letter":
        assert LONG in said
    elif item != "waiting":
        assert QUESTION in said
    drawn = Image.open(BytesIO(picture(HERE / f"{item}.typ", data_of(kit, BY_KEY[item])))).convert("L")
    if item != "card":  # its lines to cut along run to the edge
        edge = ImageChops.invert(drawn.crop((0, 0, drawn.width, int(7 * MM))))
        side = ImageChops.invert(drawn.crop((drawn.width - int(5 * MM), 0, drawn.width, drawn.height // 3)))
        assert not edge.getbbox()
        assert not side.getbbox()


def test_a_long_word_stays_in_its_bubble(point: Vertelpunt) -> None:
    point.prompt = {"nl": "Wat heb je meegemaakt?"}
    point.save()
    drawn = Image.open(BytesIO(make(kit_of(Vertelpunt.objects.get(), "story"), BY_KEY["story"]))).convert("L")
    margin = drawn.crop((drawn.width - 40, 0, drawn.width, drawn.height // 2))
    low, high = margin.getextrema()
    assert low == high


def test_words_on_any_colour_can_be_read() -> None:
    steps = [f"{value:02x}" for value in range(0, 256, 15)]
    for fill in (red + green + blue for red in steps for green in steps for blue in steps):
        assert contrast(fill, colours(fill)["on"].lstrip("#")) >= READABLE


def test_the_page_shows_everything_and_a_partners_name_is_in_no_address(
    point: Vertelpunt, kees: User, client: Client
) -> None:
    assert client.get(PAGE).status_code == 200
    assert not Channel.objects.exists()
    response: Any = client.post(PAGE, ASKED | {"do": "look", "colour": "#1f6f63"}, follow=True)
    assert "uisartsen" not in response.redirect_chain[0][0]
    shown = response.content.decode()
    for item in ITEMS:
        assert shown.count(f"/nl/{item.key}/") == (1 if item.form == "txt" else 2)  # a preview and the file
    assert "colour=1f6f63" in shown
    assert 'value="#1f6f63"' in shown
    assert short_link(Channel.objects.get(medium="newsletter")) in shown
    point.refresh_from_db()
    assert point.kit_colour == "1f6f63"
    assert 'value="#1f6f63"' in client.get(PAGE).content.decode()  # next time it is there already
    client.post(PAGE, ASKED | {"do": "look", "colour": "red"})
    point.refresh_from_db()
    assert point.kit_colour == "1f6f63"


def test_table_card_and_waiting_room_card_count_apart(point: Vertelpunt, kees: User, client: Client) -> None:
    client.post(PAGE, ASKED | {"do": "look"})
    assert BY_KEY["table"].medium != BY_KEY["waiting"].medium
    links = {item: Channel.objects.get(medium=BY_KEY[item].medium) for item in ("table", "waiting", "letter")}
    said = {item: data_of(Kit(links[item], "nl"), BY_KEY[item]) for item in links}
    assert said["table"]["address"] != said["waiting"]["address"]
    told = {one["name"]: one["url"] for one in said["letter"]["links"]}
    with override("nl"):
        assert told[str(BY_KEY["table"].name)] == short_link(links["table"])


def test_what_is_not_yours_or_not_there_is_not_there(
    point: Vertelpunt, kees: User, client: Client, lena: User
) -> None:
    link = spread.link(point, medium="poster")
    here = f"/c/noord/v/jeugdhulp/spread/link/{link.code}/kit/"
    assert client.get(f"{here}nl/mail/").status_code == 200
    assert client.get(f"{here}nl/poster/?preview=1").headers["Content-Type"] == "image/png"
    for wrong in ("nl/exe/", "ar/mail/", "nl/mail/?colour=javascript"):
        assert client.get(here + wrong).status_code == 404
    assert client.get(f"{PAGE}?group=all&language=nl&partner=99").status_code == 404
    client.force_login(lena)
    assert client.get(PAGE).status_code == client.post(PAGE, ASKED).status_code == 404
    assert Channel.objects.count() == 1


def test_a_group_with_a_name_of_its_own_gets_the_words_for_everybody(point: Vertelpunt) -> None:
    Audience.objects.create(vertelpunt=point, key="buren", name={"nl": "buren"}, button={"nl": "Buur"}, position=9)
    kit = kit_of(point, "site", "buren")
    assert words.shipped()["nl"]["tones"]["everybody"]["site"]["title"] in text(kit, BY_KEY["site"])
