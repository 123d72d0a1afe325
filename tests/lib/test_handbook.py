"""The handbook in the product: every page and section is there, links lead somewhere, search finds and is safe."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from lib.handbook.book import as_html, book
from lib.handbook.reading import PICTURES, targets
from lib.handbook.searching import search
from lib.handbook.sections import SECTION_OF, SECTIONS
from lib.handbook.views import address, handbook
from people.models import Coalition
from people.roles import Permission, Role
from tests import world
from tests.access.addresses import rules

WHOLE = handbook()
FOR_MEMBERS = {*Permission.values, "signed_in"}


def test_every_page_for_members_has_a_section_that_exists() -> None:
    members = {name for name, rule in rules().items() if rule in FOR_MEMBERS and not name.startswith("api:")}
    assert not sorted(members - set(SECTION_OF))
    assert not sorted(set(SECTION_OF) - set(rules()))
    assert not [section for section in SECTIONS if not WHOLE.has(section)]


def test_no_page_is_helped_by_two_sections() -> None:
    assert len(SECTION_OF) == sum(len(names) for names in SECTIONS.values())


def test_help_leads_from_a_page_to_its_section(client: Client, noord: Coalition) -> None:
    client.force_login(world.person("Leider", noord, Role.PROCESS_LEADER))
    page = client.get(reverse("people:members", args=["noord"])).content.decode()
    assert 'href="/help/mensen-en-rollen/#iemand-uitnodigen"' in page


def test_pages_show_their_pictures_and_lead_to_each_other(nobody: Client) -> None:
    page = nobody.get("/help/bijeenkomst-leiden/").content.decode()
    assert '<h2 id="het-grote-scherm">' in page
    assert 'src="/help/pictures/groot-scherm.png"' in page
    assert nobody.get("/help/pictures/groot-scherm.png").headers["Content-Type"] == "image/png"
    assert nobody.get("/help/pictures/..%2F..%2Fcard.png").status_code == 404
    assert 'href="/help/mensen-en-rollen/"' in nobody.get("/help/").content.decode()
    assert nobody.get("/help/README/").status_code == 404


def test_who_reads_english_is_told_that_the_handbook_is_dutch(nobody: Client) -> None:
    page = nobody.get("/help/verslag/?lang=en").content.decode()
    assert "The handbook is in Dutch." in page
    assert '<article class="handbook" lang="nl">' in page


def test_every_link_in_the_handbook_leads_to_a_page_or_out_of_it() -> None:
    inside = [(page.slug, target) for page in WHOLE.pages.values() for target in targets(page) if "/" not in target]
    assert len(inside) > 15
    lost = [(slug, to) for slug, to in inside if not WHOLE.has(to.replace(".md", "") if to[0] != "#" else slug + to)]
    assert not lost
    made = "".join(as_html(page, known=WHOLE.pages, address=address) for page in WHOLE.pages.values())
    assert not re.search(r"""href="[^"]*\.md""", made)
    assert PICTURES not in made


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("kaarten printen", "patronen-en-kaarten#8-printen"),
        ("uitnodiging", "mensen-en-rollen#iemand-uitnodigen"),
        ("hoe maak ik een tweetal van eigenaren?", "voorstellen#4-volgen"),
    ],
)
def test_search_finds_by_stem_and_within_long_words(query: str, place: str) -> None:
    found = [f"{one.page.slug}#{one.part.anchor}" for one in search(WHOLE, query)]
    assert place in found[:3]


def test_search_marks_what_was_asked_and_nothing_else(nobody: Client, tmp_path: Path) -> None:
    page = nobody.get("/help/find/", {"q": "<script>alert(1)</script> herinneringen"}).content.decode()
    assert "<script>alert" not in page
    assert "<mark>" in page
    (tmp_path / "README.md").write_text("# Begin\n\nEen <b onclick=x>woord</b> en `<i>`.\n")
    made = as_html(book(tmp_path).index, known={}, address=address)
    assert "<b" not in made
    assert "<i>" not in made


def test_search_for_what_is_not_there_says_so(nobody: Client) -> None:
    page = nobody.get("/help/find/?q=xyzzyplugh&lang=nl").content.decode()
    assert "handbook-found" in page
    assert "<mark>" not in page


def test_the_whole_handbook_is_one_pdf_with_contents_and_every_picture_told(nobody: Client, tmp_path: Path) -> None:
    made = nobody.get("/help/handbook.pdf")
    assert made.headers["Content-Type"] == "application/pdf"
    call_command("handbook_pdf", str(tmp_path / "boek.pdf"))
    assert (tmp_path / "boek.pdf").read_bytes() == made.content
    with pikepdf.open(BytesIO(made.content)) as paper:
        assert paper.Root.MarkInfo.Marked
        figures = [one for one in paper.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        chapters = list(paper.open_outline().root)
    assert len([one for one in figures if str(one.Alt)]) == len(WHOLE.pictures())
    assert [one.title for one in chapters][-len(WHOLE.pages) + 1 :] == [one.title for one in WHOLE.pages.values()][1:]
