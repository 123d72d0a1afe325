"""What people write stays text: in mails, tables, pages; codes are long and compared by their digest."""

import math

import pytest
from django.core import mail
from django.test import Client

from lib.csvfile import cell, csv_text
from lib.secrets import ALPHABET, code_digest, new_code, new_token
from people.actions import post, send_waiting
from people.models import Coalition, User
from tests import world
from vertelpunt.models import Vertelpunt

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_starts_a_formula(start: str) -> None:
    assert cell(f"{start}HYPERLINK(1)").startswith("'")
    assert f";{start}" not in csv_text([f"{start}a", "b"], [["x", f"{start}1"]])


def test_a_subject_with_lines_adds_no_header_and_the_mail_leaves(noord: Coalition) -> None:
    post(to="a@example.org", subject="Hoi\r\nBcc: b@example.org", body="x", coalition=noord)
    assert send_waiting() == 1
    assert mail.outbox[0].message()["Bcc"] is None
    assert mail.outbox[0].recipients() == ["a@example.org"]


def test_names_of_people_are_text_on_every_page_that_shows_them(noord: Coalition, anna: User, client: Client) -> None:
    User.objects.filter(pk=anna.pk).update(name=EVIL)
    client.force_login(anna)
    for path in ("/c/noord/people/", f"/c/noord/people/{anna.pk}/", "/c/noord/", "/home/"):
        assert EVIL not in client.get(path, follow=True).content.decode()


def test_a_story_is_text_before_release_and_after(point: Vertelpunt, anna: User, client: Client) -> None:
    told = world.story(point, text=f"Er was eens {EVIL}", title=EVIL, released=False)
    world.story(point, text=f"Er was eens {EVIL}", title=EVIL)
    client.force_login(anna)
    for path in (f"/c/noord/v/jeugdhulp/moderation/{told.pk}/", "/c/noord/v/jeugdhulp/moderation/"):
        page = client.get(path).content.decode()
        assert "Er was eens" in page
        assert "<img src=x" not in page
        assert "<script>alert" not in page


def test_codes_and_links_cannot_be_guessed() -> None:
    assert math.log2(len(ALPHABET) ** 12) > 58  # with forty guesses in a quarter of an hour
    assert len({new_code() for _ in range(1000)}) == 1000
    assert len(new_token()) == 32
    assert code_digest("teller", "abcd-efgh-jkmn") == code_digest("teller", "ABCDEFGHJKMN")
    assert code_digest("teller", "A") != code_digest("session", "A")


@pytest.mark.parametrize("referrer", ["https://evil.example/x", "//evil.example", "javascript:alert(1)"])
def test_a_refusal_leads_back_to_our_own_pages_only(anna: User, client: Client, referrer: str) -> None:
    client.force_login(anna)
    page = client.post(f"/c/noord/people/{anna.pk}/", {"roles": []}, headers={"referer": referrer})
    assert page.status_code == 400
    assert referrer not in page.content.decode()
