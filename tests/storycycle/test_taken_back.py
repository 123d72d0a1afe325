"""What people took back by hand since a backup, other than whole stories, is gone again after it is put back."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from duiding.actions.answering import answer
from duiding.actions.followers import add_follower, remove_follower, stop_mails
from duiding.actions.proposals import create_proposal
from duiding.models import Contact, Follower, Invitee
from lib.backup import rows
from lib.slots import taken_back
from people.access import Desk
from people.models import Coalition, User
from people.roles import Role
from storycycle.restoring import MADE_AGAIN, restore
from tests import world
from tests.duiding import builders
from tests.vertelpunt import spread
from vertelpunt import actions, ledger, recordings
from vertelpunt.actions import hands, partners, telling, volunteers
from vertelpunt.actions.reminding import stop_reminders
from vertelpunt.models import HandLink, PartnerContact, Recording, Share, Story, Vertelpunt, Volunteer
from vertelpunt.recordings import Sound

pytestmark = pytest.mark.django_db(transaction=True)
CODE = "ABCD-EFGH"
MAIL = "ans@example.org"
Undo = Callable[[], object]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A VAR_DIR of this test alone."""
    var = tmp_path / "var"
    var.mkdir()
    settings.VAR_DIR, settings.DATASET_CACHE_DIR, settings.BACKUP_DIR = var, var / "datasets", var / "backups"
    settings.LEDGER_PATH = var / "withdrawals.jsonl"
    return var


@pytest.fixture
def leader(noord: Coalition) -> Desk:
    """A process leader at work in Noord."""
    return builders.desk(world.person("Lies", noord, Role.PROCESS_LEADER), noord)


def brought_back(folder: Path, then: Undo) -> int:
    """Make a backup, do `then`, and put the backup back in an empty installation; return how many went again."""
    path = folder.parent / "kept.zip"
    call_command("backup", str(path))
    then()
    call_command("flush", interactive=False, verbosity=0)
    for file in (folder / "recordings").glob("*"):
        file.unlink()
    return restore(path)["taken_back"]


def words_in(folder: Path) -> str:
    return (folder / "withdrawals.jsonl").read_text()


def test_a_recording_that_its_teller_deleted(point: Vertelpunt, folder: Path) -> None:
    story = world.story(point, released=False)
    telling.keep_sound(story, Sound(b"geluid", "webm"))
    name = Recording.objects.get().name
    there = world.story(point, released=False)
    telling.keep_sound(there, Sound(b"ander", "webm"))

    def unsay() -> None:
        actions.tell(
            version=story.version, audience=story.audience, text=story.text, story=story.pk, code=CODE, unsay=True
        )

    assert brought_back(folder, unsay) == 1
    assert Recording.objects.get().story_id == there.pk
    assert not recordings.place(f"recordings/{name}").exists()
    assert Story.objects.count() == 2


def test_a_recording_that_was_replaced_comes_back_since_the_new_one_is_lost(point: Vertelpunt, folder: Path) -> None:
    story = world.story(point, released=False)
    telling.keep_sound(story, Sound(b"geluid", "webm"))
    assert brought_back(folder, lambda: telling.keep_sound(story, Sound(b"opnieuw", "webm"))) == 0
    assert Recording.objects.get().size == len(b"geluid")


def test_permission_to_quote_that_was_taken_back(point: Vertelpunt, folder: Path) -> None:
    story, other = (world.story(point, answers={"may_quote": "yes"}) for _each in range(2))
    assert brought_back(folder, lambda: actions.add_answers(story=story, answers={"may_quote": "no"})) == 1
    assert dict(Story.objects.values_list("pk", "may_quote")) == {story.pk: "no", other.pk: "yes"}
    assert Story.objects.get(pk=story.pk).answers["may_quote"] == "no"


def test_permission_that_was_given_again_stays(point: Vertelpunt, folder: Path) -> None:
    story = world.story(point, answers={"may_quote": "yes"})

    def twice() -> None:
        actions.add_answers(story=story, answers={"may_quote": "no"})
        actions.add_answers(story=story, answers={"may_quote": "yes"})

    assert brought_back(folder, twice) == 0
    assert Story.objects.get().may_quote == "yes"


@pytest.mark.parametrize("to", ["nobody", "another", "one"])
def test_who_may_read_along_that_was_ended_or_given_to_another(
    point: Vertelpunt, leader: Desk, folder: Path, to: str
) -> None:
    story, others = world.story(point), world.person("Tom", leader.coalition, Role.PROCESS_LEADER)
    until = timezone.localdate() + timedelta(days=9)
    link = HandLink.objects.create(
        vertelpunt=point, professional=leader.user, coalition=leader.coalition, expires_on=until
    )
    hands.share(story=story, link=link, reader="professional")
    if to == "one":
        Share.objects.update(reader="organisation")

    def change() -> None:
        if to == "nobody":
            hands.stop_sharing(story=story)
        else:
            link.professional = others if to == "another" else leader.user
            hands.share(story=story, link=link, reader="professional")

    assert brought_back(folder, change) == 1
    assert not Share.objects.exists()


@pytest.mark.parametrize("by", ["code", "member"])
def test_who_left_the_list_of_people_who_think_along(point: Vertelpunt, leader: Desk, folder: Path, by: str) -> None:
    code = volunteers.join_list(vertelpunt=point, perspective="parent", reach=MAIL, consent="ja")
    volunteers.join_list(vertelpunt=point, perspective="parent", reach="bo@example.org", consent="ja")
    left = Volunteer.objects.get(reach=MAIL)

    def leave() -> None:
        if by == "code":
            volunteers.leave_list(code=code)
        else:
            volunteers.remove_volunteer(desk=leader, volunteer=str(left.pk))

    assert brought_back(folder, leave) == 1
    assert Volunteer.objects.get().reach == "bo@example.org"
    assert MAIL not in words_in(folder)


def test_who_came_on_the_list_again_stays(point: Vertelpunt, folder: Path) -> None:
    join: dict[str, Any] = {"vertelpunt": point, "perspective": "parent", "reach": MAIL, "consent": "ja"}
    volunteers.leave_list(code=volunteers.join_list(**join))
    volunteers.join_list(**join)
    assert brought_back(folder, lambda: None) == 0
    assert Volunteer.objects.get().reach == MAIL


@pytest.mark.parametrize("again", [False, True])
def test_who_stopped_reminders_at_a_partner(point: Vertelpunt, leader: Desk, folder: Path, again: bool) -> None:
    partner = spread.partner(point)
    partners.change_partner(desk=leader, partner=partner, name="Artsen", contact_name="Ans", mail=MAIL)
    if again:  # stopped, and agreed to mails anew, before the backup
        stop_reminders(contact=PartnerContact.objects.get(), on=world.DAY)
        partners.change_partner(desk=leader, partner=partner, name="Artsen", contact_name="Ans", mail=MAIL)

    def stop() -> None:
        if not again:
            stop_reminders(contact=PartnerContact.objects.get(), on=world.DAY)

    assert brought_back(folder, stop) == (0 if again else 1)
    contact = PartnerContact.objects.get()
    assert (contact.mail, contact.name) == ((MAIL, "Ans") if again else ("", ""))
    assert MAIL not in words_in(folder) or again


@pytest.mark.parametrize("again", [False, True])
def test_who_stopped_mails_about_a_proposal(point: Vertelpunt, leader: Desk, folder: Path, again: bool) -> None:
    data: Any = {"title": "Koffie", "vertelpunt": point, "we_want": "Koffie schenken."}
    proposal = create_proposal(desk=leader, data=data)
    follower = add_follower(desk=leader, proposal=proposal, email=MAIL)
    if again:
        stop_mails(follower=follower)
        remove_follower(desk=leader, follower=follower)
        follower = add_follower(desk=leader, proposal=proposal, email=MAIL)
    assert brought_back(folder, lambda: again or stop_mails(follower=follower)) == (0 if again else 1)
    found = Follower.objects.get(digest=follower.digest)
    assert (found.email, found.stopped_on is None) == ((MAIL, True) if again else ("", False))


def test_who_does_not_come_and_was_forgotten(point: Vertelpunt, leader: Desk, folder: Path) -> None:
    moment = timezone.now() + timedelta(days=7)
    meeting = builders.session(leader, point, state="preparing", starts_at=moment, ends_at=moment + timedelta(hours=2))
    for name, mail in (("Ans", MAIL), ("Bo", "bo@example.org")):
        invitee = Invitee.objects.create(session=meeting, perspective="parent", organisation="Thuis")
        Contact.objects.create(invitee=invitee, name=name, email=mail)
    ans = Invitee.objects.get(contact__name="Ans")
    assert brought_back(folder, lambda: answer(invitee=ans, says="not", forget=True)) == 1
    assert Contact.objects.get().name == "Bo"
    assert Invitee.objects.get(pk=ans.pk).organisation == ""
    assert not {"Ans", MAIL} & set(words_in(folder).replace('"', " ").split())


def test_every_kind_in_the_ledger_has_what_does_it_again_once() -> None:
    kinds = [one.kind for one in taken_back()]
    assert sorted(kinds) == ["follower", "invited", "partner-contact", "quote", "recording", "share", "volunteer"]


def test_the_command_does_it_after_a_copy_that_was_put_back_by_other_means(
    point: Vertelpunt, capsys: pytest.CaptureFixture[str]
) -> None:
    story = world.story(point, answers={"may_quote": "yes"})
    ledger.note("quote", [story.pk], world.DAY)
    call_command("apply_ledger")
    assert capsys.readouterr().out.splitlines() == ["0 stories withdrawn again", "1 other things taken back again"]
    assert Story.objects.get().may_quote == "no"


def test_the_ledger_of_the_backup_knows_it_too(point: Vertelpunt, folder: Path, anna: User) -> None:
    story = world.story(point, answers={"may_quote": "yes"})
    actions.add_answers(story=story, answers={"may_quote": "no"})
    path = folder.parent / "kept.zip"
    call_command("backup", str(path))
    before = {name: rows.tally(model).as_dict() for name, model in rows.models().items() if name not in MADE_AGAIN}
    (folder / "withdrawals.jsonl").unlink()
    call_command("flush", interactive=False, verbosity=0)
    restore(path)
    assert ledger.held("quote") == {str(story.pk)}
    assert before["people.User"]["rows"] == User.objects.count()
