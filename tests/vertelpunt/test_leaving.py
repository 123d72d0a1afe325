"""Leave quickly and help lines: on every page for tellers, also when a page is not there or fails."""

import pytest
from django.test import Client

from tests.vertelpunt.teller import Teller
from vertelpunt.models import Vertelpunt

pytestmark = pytest.mark.django_db
WAY_OUT = 'rel="noreferrer" data-leave'
HELP = 'href="tel:0800-0432"'


def has_way_out(page: str) -> bool:
    """Tell whether a page has the way out and the help lines."""
    return WAY_OUT in page and HELP in page


@pytest.mark.parametrize("address", ["/v/nergens/", "/v/jeugdhulp/tell/mayor/", "/v/x/y/z/", "/code/x/"])
def test_a_page_that_is_not_there_has_them(point: Vertelpunt, address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 404
    assert has_way_out(response.content.decode())
    assert "Deze pagina is er niet" in response.content.decode()


def test_a_page_that_fails_has_them(point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(point: Vertelpunt) -> None:
        raise ValueError("geheim")

    monkeypatch.setattr("vertelpunt.queries.can_tell", fail)
    response = Client(raise_request_exception=False).get("/v/jeugdhulp/")
    assert response.status_code == 500
    assert has_way_out(response.content.decode())
    assert "geheim" not in response.content.decode()


def test_a_form_with_too_many_fields_has_them(point: Vertelpunt) -> None:
    response = Client().post("/code/", {f"f{number}": "x" for number in range(10_001)})
    assert response.status_code == 400
    assert has_way_out(response.content.decode())


def test_every_step_of_telling_has_them(point: Vertelpunt) -> None:
    teller = Teller().open()
    assert has_way_out(teller.page)
    assert has_way_out(teller.send(text="").page)
    assert has_way_out(teller.tell().page)
    assert has_way_out(teller.answer(heard="101").page)
    assert has_way_out(teller.finish().page)
    assert has_way_out(teller.send("onzin", next="1").page)


def test_members_keep_their_own_page_for_what_is_not_there(client: Client, db: None) -> None:
    assert WAY_OUT not in client.get("/c/nergens/").content.decode()


def test_where_it_leads_is_a_setting(point: Vertelpunt, settings: object) -> None:
    settings.LEAVE_TO = "https://example.org/weer/"  # type: ignore[attr-defined]
    assert 'href="https://example.org/weer/"' in Client().get("/v/jeugdhulp/").content.decode()
