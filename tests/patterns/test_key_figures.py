"""Key figures: read as people write them, pasted all or nothing, always with a source, shown and printed."""

from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client
from django.utils.translation import override
from pypdf import PdfReader

from lib.errors import Refused
from patterns.actions import keyfigures as actions
from patterns.keyfigures.printing import key_figures_pdf
from patterns.keyfigures.reading import lines_in, number_in
from patterns.keyfigures.sheets import sheet_of, sheets
from patterns.models import KeyFigure
from people.access import Desk, roles_in
from people.models import Coalition, User
from tests import world
from tests.patterns import added
from vertelpunt.access import Workplace
from vertelpunt.models import Vertelpunt

AT = "/c/noord/v/jeugdhulp/key-figures/"
GOOD = "12,4%;van de jongeren;Noord, 2025;CBS;2025"


@pytest.fixture
def place(desk: Desk, point: Vertelpunt) -> Workplace:
    """Bram at work with the Vertelpunt of Noord."""
    return Workplace(desk, point)


@pytest.mark.parametrize(
    ("typed", "value", "places", "unit"),
    [
        ("12,4%", "12.4", 1, "%"),
        ("12.4 %", "12.4", 1, "%"),
        ("1.250", "1250", 0, ""),
        ("1.250.000,5", "1250000.5", 1, ""),
        ("€ 2.500", "2500", 0, "€"),
        ("1 op de 8", "1", 0, "op de 8"),
        ("1 in 8", "1", 0, "in 8"),
        ("34 weken", "34", 0, "weken"),
        ("-3,5", "-3.5", 1, ""),
        ("0", "0", 0, ""),
        ("12 400", "12400", 0, ""),
    ],
)
def test_a_figure_is_read_as_people_write_it(typed: str, value: str, places: int, unit: str) -> None:
    found = number_in(typed)
    assert found is not None
    assert (found.value, found.places, found.unit) == (Decimal(value), places, unit)


@pytest.mark.parametrize(
    "typed", ["", "veel", "%", "1.2.3", "12,4,5", "99999999999999", "1,23456", "3 tot 4", "€ 5 %"]
)
def test_what_is_no_figure_is_not_guessed(typed: str) -> None:
    assert number_in(typed) is None


@pytest.mark.parametrize("between", [";", "\t"])
def test_lines_of_a_table_are_read_and_the_head_is_passed_over(between: str) -> None:
    pasted = f"Getal;Wat;Waar;Bron;Jaar\r\n{GOOD}\r\n\r\n34 weken;wachten;Noord;GGD;2024\n".replace(";", between)
    lines, unread = lines_in(pasted)
    assert not unread
    assert [(str(one.number.value), one.label, one.source, one.year) for one in lines] == [
        ("12.4", "van de jongeren", "CBS", 2025),
        ("34", "wachten", "GGD", 2024),
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("12%;van de jongeren;Noord;CBS", "4"),
        ("veel;van de jongeren;Noord;CBS;2025", "veel"),
        ("12%;;Noord;CBS;2025", "Line 2"),
        ("12%;van de jongeren;Noord;;2025", "no source"),
        ("12%;van de jongeren;Noord;CBS;vorig jaar", "vorig jaar"),
        (f"12%;{'x' * 141};Noord;CBS;2025", "too long"),
    ],
)
def test_a_line_that_cannot_be_read_keeps_nothing_and_says_why(place: Workplace, line: str, says: str) -> None:
    with override("en"), pytest.raises(Refused) as refused:
        actions.paste_figures(place=place, track=None, pasted=f"{GOOD}\n{line}")
    assert "Line 2" in str(refused.value.message)
    assert says in str(refused.value.message)
    assert not KeyFigure.objects.exists()


def test_the_database_wants_a_source_and_a_year(desk: Desk, point: Vertelpunt) -> None:
    figure = added.figure(desk, point)
    for change in ({"source": ""}, {"year": 12}, {"label": ""}, {"about": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            KeyFigure.objects.filter(pk=figure.pk).update(**change)


def test_numbers_are_shown_as_the_reader_writes_them(desk: Desk, place: Workplace, point: Vertelpunt) -> None:
    actions.paste_figures(place=place, track=None, pasted=f"{GOOD}\n€ 2500;per kind;Noord;CBS;2025\n1 op 8;x;y;z;2024")
    with override("nl"):
        shown = [one.value.replace("\u00a0", " ") for one in sheet_of(place, "all").figures]
        assert shown == ["12,4%", "€ 2.500", "1 op 8"]
        assert sheet_of(place, "all").figures[0].source.endswith("CBS, 2025")
    with override("en"):
        assert sheet_of(place, "all").figures[0].value == "12.4%"


def test_each_track_has_a_sheet_and_more_than_six_warn(
    desk: Desk, bram: User, place: Workplace, point: Vertelpunt, client: Client
) -> None:
    track = added.track(desk, point)
    for number in range(7):
        added.figure(desk, point, track, label=f"nummer {number}")
    assert [(sheet.key, len(sheet.figures), sheet.too_many) for sheet in sheets(place)] == [
        (track.slug, 7, True),
        ("all", 0, False),
    ]
    client.force_login(bram)
    page = client.get(f"{AT}{track.slug}/?lang=en").content.decode()
    assert "There are 7 figures here" in page


def test_figures_are_ordered_changed_and_removed(bram: User, desk: Desk, point: Vertelpunt, client: Client) -> None:
    first, second = added.figure(desk, point), added.figure(desk, point, label="een ander")
    client.force_login(bram)
    client.post(f"{AT}all/", {"do": "later", "figure": first.pk})
    assert list(KeyFigure.objects.all()) == [second, first]
    fields = {"figure": "13,5%", "label": "nieuw", "about": "Noord", "source": "CBS", "year": "2026"}
    client.post(f"{AT}figure/{first.pk}/", fields)
    first.refresh_from_db()
    assert (first.value, first.label, first.year) == (Decimal("13.5"), "nieuw", 2026)
    client.post(f"{AT}all/", {"do": "remove", "figure": second.pk})
    assert list(KeyFigure.objects.all()) == [first]
    answer = client.post(f"{AT}all/?lang=en", {"do": "add", "figure": "veel"})
    assert "Write a figure such as" in answer.content.decode()


def test_others_change_nothing(lena: User, zoe: User, noord: Coalition, zuid: Coalition, desk: Desk,
                               point: Vertelpunt) -> None:  # fmt: skip
    figure = added.figure(desk, point)
    for user, coalition in ((lena, noord), (zoe, zuid)):
        elsewhere = Workplace(Desk(user, coalition, roles_in(user, coalition)), point)
        for change in (actions.remove_figure, actions.move_figure):
            more = {"earlier": True} if change is actions.move_figure else {}
            with pytest.raises(Http404):
                change(place=elsewhere, figure=figure, **more)  # type: ignore[operator]


def test_the_printed_sheet_says_everything_and_is_accessible(desk: Desk, place: Workplace, point: Vertelpunt) -> None:
    track = added.track(desk, point, world.story(point), description="Over wachten.")
    added.figure(desk, point, track)
    added.figure(desk, point, track, label="# geen *opmaak* $x$ \\ van mensen")
    with override("nl"):
        made = key_figures_pdf(place, [sheet_of(place, track.slug)])
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())
    for said in ("12,4%", "van de jongeren kreeg hulp", "Noord, 2025", "CBS, 2025", "Wachten", "# geen *opmaak* $x$"):
        assert said in words
    with pikepdf.open(BytesIO(made)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nl"
        assert len(pdf.pages) == 1


def test_nothing_to_print_says_so(bram: User, point: Vertelpunt, client: Client) -> None:
    client.force_login(bram)
    assert client.get(f"{AT}all.pdf").status_code == 400


@pytest.mark.parametrize(("count", "pages"), [(2, 1), (6, 1), (8, 2)])
def test_six_figures_fit_on_one_page_and_more_are_never_cut(
    desk: Desk, place: Workplace, point: Vertelpunt, count: int, pages: int
) -> None:
    track = added.track(desk, point, description="Over wachten op hulp. " * 6)
    for number in range(count):
        label = f"nummer {number} is de gemiddelde tijd tussen de aanmelding en het eerste gesprek bij de hulp"
        added.figure(desk, point, track, label=label, source="Landelijke monitor van de wachttijden")
    with override("nl"):
        made = PdfReader(BytesIO(key_figures_pdf(place, [sheet_of(place, track.slug)])))
    words = " ".join(" ".join(page.extract_text() for page in made.pages).split())
    assert len(made.pages) == pages
    assert all(f"nummer {number}" in words for number in range(count))
