"""A Vertelpunt in a frame: on the sites of the partner whose link it is, and on no other."""

from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from people.models import User
from storycycle.faults import Busy
from tests import world
from vertelpunt.models import Channel, Partner, Story, Vertelpunt
from vertelpunt.spreading.framing import BadSite, origins

SITE = "https://www.jeugd.example"
NOBODY = "frame-ancestors 'none'"


@pytest.fixture
def code(point: Vertelpunt) -> str:
    """The link of a partner that has a site."""
    partner = Partner.objects.create(vertelpunt=point, name="Jeugd", sites=[SITE])
    return Channel.objects.create(vertelpunt=point, code="jeugd-site", name="Jeugd", partner=partner).code


def parents(response: Any) -> tuple[bool, str]:
    """Return whether a page may be in a frame at all by the old header, and what the policy says."""
    policy = response.headers["Content-Security-Policy"].split("; ")
    return "X-Frame-Options" not in response.headers, next(one for one in policy if one.startswith("frame-ancestors"))


def test_only_the_partners_sites_show_it_and_only_the_pages_of_telling(code: str, nobody: Client) -> None:
    first, tell = f"/v/jeugdhulp/?embed={code}", f"/v/jeugdhulp/tell/parent/?embed={code}"
    assert parents(nobody.get(first)) == parents(nobody.get(tell)) == (True, f"frame-ancestors {SITE}")
    assert "media-src blob:" in nobody.get(tell).headers["Content-Security-Policy"]
    others = ("/v/jeugdhulp/", "/v/jeugdhulp/?embed=other", "/v/jeugdhulp/?k=jeugd-site", f"/code/?embed={code}")
    assert all(parents(nobody.get(address)) == (False, NOBODY) for address in others)
    Channel.objects.update(closed_on=world.DAY)
    assert parents(nobody.get(first)) == (False, NOBODY)


def test_a_story_is_told_without_any_cookie_and_counts_for_the_partner(code: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(f"/v/jeugdhulp/tell/parent/?embed={code}&lang=en")
    sent = browser.post(page.context["address"], {"token": page.context["token"], "text": world.TEXT})
    assert parents(sent) == (True, f"frame-ancestors {SITE}")
    assert 'lang="en"' in sent.content.decode()
    assert Story.objects.get().channel == Channel.objects.get()
    assert not {"sessionid", "csrftoken"} & set(browser.cookies)


def test_while_the_database_is_away_words_come_back_in_the_frame(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Client()
    page = browser.get(f"/v/jeugdhulp/tell/parent/?embed={code}")

    def away(*_arguments: Any, **_more: Any) -> Any:
        raise OperationalError

    monkeypatch.setattr("vertelpunt.views.embedding.sites_of", away)
    monkeypatch.setattr("vertelpunt.views.telling.OFFERED.get", away)
    back = browser.post(page.context["address"], {"token": page.context["token"], "text": "Mijn woorden."})
    assert (back.status_code, parents(back)) == (503, (True, f"frame-ancestors {SITE}"))
    assert "Mijn woorden." in back.content.decode()


def test_a_partner_gets_html_for_its_site_once_it_has_one(point: Vertelpunt, anna: User, client: Client) -> None:
    partner = Partner.objects.create(vertelpunt=point, name="Jeugd")
    client.force_login(anna)
    page = reverse("vertelpunt:partner", args=["noord", point.slug, partner.pk])
    assert client.post(page, {"do": "sites", "sites": "http://jeugd.example"}).status_code == 422
    client.post(page, {"do": "sites", "sites": f"{SITE}/over-ons\njeugd.example"})
    partner.refresh_from_db()
    assert partner.sites == [SITE, "https://jeugd.example"]
    link = partner.channels.get()
    assert f"/v/jeugdhulp/?embed={link.code}" in client.get(page).context["frame"].html


@pytest.mark.parametrize(
    "typed", ["http://a.nl", "https://*.a.nl", "https://a.nl;x", "https://x:y@a.nl", "a", "'none'"]
)
def test_what_is_no_site_is_refused(typed: str) -> None:
    with pytest.raises(BadSite):
        origins(typed)


def test_while_it_is_busy_or_away_the_frame_says_so_and_no_other_site_may_show_it(
    code: str, nobody: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody.get(f"/v/jeugdhulp/?embed={code}")

    async def never(_request: HttpRequest) -> HttpResponse:
        raise AssertionError

    def asked(address: str) -> HttpRequest:
        return RequestFactory().post(address, {"text": world.TEXT, "token": "x"})

    door = Busy(never)
    busy = door.page(asked(f"/v/jeugdhulp/tell/parent/?embed={code}"))
    assert (busy.status_code, parents(busy)) == (503, (True, f"frame-ancestors {SITE}"))
    assert world.TEXT in busy.content.decode()
    for other in (
        "/v/jeugdhulp/tell/parent/?embed=other",
        f"/v/elsewhere/tell/parent/?embed={code}",
        f"/?embed={code}",
    ):
        assert parents(door.page(asked(other))) == (False, NOBODY)

    def away(*_arguments: Any, **_more: Any) -> Any:
        raise OperationalError

    monkeypatch.setattr("vertelpunt.views.public.get_object_or_404", away)
    nobody.raise_request_exception = False
    lost = nobody.get(f"/v/jeugdhulp/?embed={code}")
    assert (lost.status_code, parents(lost)) == (503, (True, f"frame-ancestors {SITE}"))
