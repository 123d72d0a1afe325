"""The page of an import that is under way looks again by itself, and then shows what came of it."""

from django.test import Client

from vertelpunt.models import Intake, Vertelpunt


def test_the_page_of_a_busy_import_looks_again_until_the_work_is_done(leader: Client, point: Vertelpunt) -> None:
    intake = point.intakes.create(kind="table", name="a.csv", state=Intake.State.READING)
    path = f"/c/noord/v/{point.slug}/import/{intake.pk}/"
    page = leader.get(path).content.decode()
    assert f'hx-get="{path}" hx-trigger="every 2s"' in page
    assert "htmx-2.min.js" in page
    assert 'id="busy"' in leader.get(path, headers={"HX-Request": "true"}).content.decode()
    Intake.objects.update(state=Intake.State.UNDONE)
    assert leader.get(path, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
