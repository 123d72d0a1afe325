"""NarraFirma's two files come in completely, or not at all."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import Http404
from django.utils import translation

from lib.errors import Refused
from people.access import desk
from people.models import Coalition, User
from people.roles import Permission
from tests import world
from vertelpunt import actions
from vertelpunt.answers import faults_in
from vertelpunt.models import Story, Vertelpunt
from vertelpunt.narrafirma import ImportRefused
from vertelpunt.questions import read_questions

pytestmark = pytest.mark.django_db
FORM = """Short name,Long name,Type,About,Data column name,Answers
Feel,How did it feel?,Single choice,story,Feel,bad,good
Who,Who helped?,Multi-choice single-column delimited,story,Who,nurse,friend
Power,Who had a say?,Scale,story,Power,they,me
Age,How old are you?,Single choice,participant,Age,young,old
"""
STORIES = """Story title,Story text,Participant ID,Collection date,Feel,Who,Power,Age
One,It began with a letter.,p1,2026-03-01,bad,"nurse,friend",17,old
Two,Then nobody came.,p1,2026-03-02,good,,,old
Three,In the end it was fine.,p2,2026-03-03,,friend,100,young
"""


def bring(slug: str = "elders", form: str = FORM, stories: str = STORIES, **where: object) -> Vertelpunt:
    """Import the two texts as files."""
    report = actions.import_stories(slug=slug, form=form.encode(), stories=stories.encode(), **where)  # type: ignore[arg-type]
    return report.vertelpunt


def test_a_new_name_makes_a_vertelpunt_that_nobody_can_tell_at() -> None:
    point = bring()
    assert (point.coalition.slug, point.state) == ("import", "draft")


def test_every_story_comes_in_released_with_its_answers() -> None:
    bring()
    story = Story.objects.get(title="One")
    assert (story.state, story.release.text, story.source) == ("released", "It began with a letter.", "import")
    assert story.answers["power"] == 17
    assert len(story.answers["who"]) == 2
    assert Story.objects.get(title="Two").answers["power"] == {"none": "skipped"}


def test_all_answers_fit_the_questions_of_the_version() -> None:
    questions = read_questions(bring().versions.get().definition)
    assert not [fault for story in Story.objects.all() for fault in faults_in(questions, story.answers)]


def test_stories_of_one_participant_have_one_teller() -> None:
    bring()
    one, two, three = (Story.objects.get(title=title).teller for title in ("One", "Two", "Three"))
    assert one == two != three


def test_questions_to_the_participant_are_about_the_teller() -> None:
    about = {question.key: question.about for question in read_questions(bring().versions.get().definition)}
    assert about == {"feel": "story", "who": "story", "power": "story", "age": "teller"}


def test_a_fault_anywhere_brings_in_nothing() -> None:
    with pytest.raises(ImportRefused):
        bring(stories=STORIES.replace("good", "wonderful"))
    assert not Vertelpunt.objects.exists()
    assert not Coalition.objects.filter(slug="import").exists()


def test_more_stories_come_into_the_same_version() -> None:
    bring()
    bring(stories=STORIES.replace("It began", "It started"))
    assert Story.objects.count() == 4
    assert Vertelpunt.objects.get().versions.count() == 1


def test_the_same_file_twice_is_refused() -> None:
    bring()
    with pytest.raises(Refused, match="already_imported"):
        bring()
    assert Story.objects.count() == 3


def test_a_key_keeps_its_kind() -> None:
    bring()
    with pytest.raises(Refused, match="other_kind"):
        bring(form=FORM.replace("Scale", "Text"), stories=STORIES.replace("It began", "It started"))


def test_a_vertelpunt_of_another_coalition_is_left_alone(point: Vertelpunt, zuid: Coalition) -> None:
    with pytest.raises(Refused, match="other_coalition"):
        bring("jeugdhulp", coalition=zuid)


def test_a_member_needs_the_permission(lena: User, anna: User) -> None:
    with pytest.raises(Http404):
        bring(desk=desk(lena, "noord", Permission.READ_FIGURES))
    assert bring(desk=desk(anna, "noord", Permission.READ_FIGURES)).coalition.slug == "noord"


def run(folder: Path, form: str, stories: str, *more: str) -> None:
    """Run the command on the two texts."""
    for name, text in (("form.csv", form), ("stories.csv", stories)):
        (folder / name).write_text(text)
    paths = ["--form", str(folder / "form.csv"), "--stories", str(folder / "stories.csv")]
    call_command("import_stories", "elders", *paths, *more)


def test_the_command_reports_what_came_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world.coalition("Noord")
    run(tmp_path, FORM, STORIES, "--coalition", "noord")
    assert "3" in capsys.readouterr().out
    assert Vertelpunt.objects.get().coalition.slug == "noord"


def test_the_command_says_file_line_column_and_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(tmp_path, FORM, STORIES.replace("17", "170"))
    said = capsys.readouterr().err
    assert stopped.value.code == 1
    assert f"{tmp_path / 'stories.csv'}: regel 2, kolom 7 (Power): 170 valt buiten" in said


@pytest.mark.parametrize("slug", ["two words", "ja/nee", ""])
def test_the_command_wants_a_name_that_fits_an_address(slug: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        call_command("import_stories", slug, "--form", str(tmp_path), "--stories", str(tmp_path))


def test_a_missing_file_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_command("import_stories", "elders", "--form", "/nergens.csv", "--stories", "/nergens.csv")
    assert "/nergens.csv" in capsys.readouterr().err


def test_the_command_speaks_one_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with translation.override("en"), pytest.raises(SystemExit):
        run(tmp_path, FORM, STORIES.replace("17", "170"))
    assert "line 2, column 7 (Power): 170 is outside" in capsys.readouterr().err


def test_answers_between_the_steps_of_a_scale_are_told() -> None:
    given = STORIES.replace("17", "17.4")
    report = actions.import_stories(slug="elders", form=FORM.encode(), stories=given.encode())
    assert [note.params for note in report.notes if note.code == "rounded"] == [(("count", "1"),)]
    assert Story.objects.get(title="One").answers["power"] == 17
