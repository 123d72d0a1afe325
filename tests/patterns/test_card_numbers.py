"""Numbers of a card: they stay until somebody looks, go at once with a story, and several patterns are possible."""

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from lib.errors import Refused
from patterns.actions import numbers as actions
from patterns.actions.observations import make_observation, write_observation
from patterns.card import Card, card_of
from patterns.models import Evaluation, Observation
from patterns.observed import Changed, changed_patterns
from people.access import Desk, roles_in
from people.models import Coalition, User
from tests import world
from tests.patterns.cards import observation, pattern
from tests.patterns.told import evaluate, tell_many
from vertelpunt.access import workplace
from vertelpunt.actions import withdraw
from vertelpunt.models import Vertelpunt


@pytest.fixture
def run(point: Vertelpunt) -> Evaluation:
    """An evaluation of seventy stories."""
    tell_many(point, 70)
    return evaluate(point)


@pytest.fixture
def made(desk: Desk, run: Evaluation) -> Observation:
    """A card of a pattern, made as people make it."""
    place = workplace(desk, run.vertelpunt.slug)
    words = {"title": "Beter is vaker gehoord", "description": "In deze 70 ervaringen gaan beide samen."}
    return make_observation(desk=desk, place=place, patterns=[pattern(run)], **words)


def shown(card: Observation) -> Card:
    """Return the card."""
    found = card_of(card)
    assert found is not None
    return found


def changes(card: Observation) -> list[Changed]:
    """Return where somebody must look."""
    return changed_patterns([card]).get(card.pk, [])


def counts(card: Observation) -> tuple[int, int | None]:
    """Return how many stories the card counts, and how many its figure shows."""
    figure = shown(card).figure
    return shown(card).stories, figure.n if figure else None


def test_a_card_keeps_its_numbers_and_says_that_the_data_changed(made: Observation, point: Vertelpunt) -> None:
    assert changes(made) == []
    tell_many(point, 10)
    evaluate(point)
    assert counts(made) == (70, 70)
    (change,) = changes(made)
    assert ("getelde verhalen", "70", "80") in change.rows
    assert change.may_stay
    assert change.said_in(made.description)[0] == ("70", "getelde verhalen", "80")
    assert change.said_in("In 1.70 en 170 en x70 gevallen") == []


def test_new_numbers_that_are_the_same_are_no_change(made: Observation, point: Vertelpunt) -> None:
    evaluate(point)
    assert changes(made) == []


def test_taking_them_over_renews_the_figure_and_is_logged(desk: Desk, made: Observation, point: Vertelpunt) -> None:
    tell_many(point, 10)
    evaluate(point)
    assert actions.take_new_numbers(desk=desk, observation=made) == 1
    assert counts(made) == (80, 80)
    assert changes(made) == []
    assert desk.coalition.events.filter(verb="numbers-taken", actor=desk.user).count() == 1
    assert made.history.count() == 1


def test_staying_holds_until_the_numbers_change_again(desk: Desk, made: Observation, point: Vertelpunt) -> None:
    tell_many(point, 10)
    evaluate(point)
    actions.stay_with_old_numbers(desk=desk, observation=made)
    assert counts(made) == (70, 70)
    assert changes(made) == []
    tell_many(point, 5)
    evaluate(point)
    assert len(changes(made)) == 1


def test_a_story_that_goes_takes_the_old_numbers_with_it_at_once(
    desk: Desk, made: Observation, point: Vertelpunt
) -> None:
    told = point.stories.first()
    assert told is not None
    withdraw(story=told)
    assert shown(made).figure is None
    (change,) = changes(made)
    assert (change.before, change.now, change.may_stay) == (None, None, False)
    with pytest.raises(Refused) as counting:
        actions.take_new_numbers(desk=desk, observation=made)
    assert counting.value.code == "still_counting"
    evaluate(point)
    assert counts(made) == (69, 69)
    with pytest.raises(Refused) as refused:
        actions.stay_with_old_numbers(desk=desk, observation=made)
    assert refused.value.code == "old_numbers_gone"
    assert all(before == "" for _name, before, _now in changes(made)[0].rows)
    actions.take_new_numbers(desk=desk, observation=made)
    assert changes(made) == []


def test_a_card_that_follows_keeps_what_it_showed_when_a_newer_evaluation_comes(
    run: Evaluation, point: Vertelpunt
) -> None:
    card = observation(pattern(run))
    tell_many(point, 10)
    evaluate(point)
    assert counts(card) == (70, 70)
    assert len(changes(card)) == 1


def test_a_card_that_follows_says_that_a_story_it_counted_went(run: Evaluation, point: Vertelpunt) -> None:
    card = observation(pattern(run))
    told = point.stories.first()
    assert told is not None
    withdraw(story=told)
    assert [change.link.lost for change in changes(card)] == [True]


def test_a_card_has_several_patterns_in_an_order(desk: Desk, made: Observation, run: Evaluation) -> None:
    second = pattern(run, "slider_slider")
    link = actions.add_pattern(desk=desk, observation=made, pattern=second)
    assert [part.kind for part in shown(made).patterns] == ["slider_ordered", "slider_slider"]
    with pytest.raises(Refused):
        actions.add_pattern(desk=desk, observation=made, pattern=second)
    actions.put_pattern_first(desk=desk, observation=made, link=link.pk)
    assert (shown(made).kind, made.pattern_key) == ("slider_slider", second.key)
    actions.drop_pattern(desk=desk, observation=made, link=link.pk)
    assert [part.kind for part in shown(made).patterns] == ["slider_ordered"]


def test_a_pattern_of_elsewhere_does_not_exist(desk: Desk, made: Observation, zuid: Coalition, zoe: User) -> None:
    point = world.vertelpunt(zuid, "zuid")
    tell_many(point, 65)
    foreign = pattern(evaluate(point))
    with pytest.raises(Http404):
        actions.add_pattern(desk=desk, observation=made, pattern=foreign)
    with pytest.raises(Http404):
        actions.take_new_numbers(desk=Desk(zoe, zuid, roles_in(zoe, zuid)), observation=made)


def test_pages_say_it_until_somebody_looks(made: Observation, point: Vertelpunt, client: Client, bram: User) -> None:
    tell_many(point, 10)
    evaluate(point)
    client.force_login(bram)
    looking = reverse("patterns:observation_numbers", args=["noord", made.number])
    editor = reverse("patterns:observation", args=["noord", made.number])
    page = reverse("patterns:card_page", args=["noord", made.number]) + "?see=all"
    for address in (reverse("patterns:observations", args=["noord"]), editor, page):
        assert "De gegevens zijn veranderd" in client.get(address).content.decode()
    text = client.get(looking).content.decode()
    assert "er staat <strong>70</strong> (getelde verhalen), dat is nu <strong>80</strong>" in text
    client.post(looking, {"do": "take"})
    assert "De gegevens zijn veranderd" not in client.get(editor).content.decode()


def test_who_reads_only_is_not_troubled(made: Observation, point: Vertelpunt, client: Client, lena: User) -> None:
    tell_many(point, 10)
    evaluate(point)
    client.force_login(lena)
    page = client.get(reverse("patterns:card_page", args=["noord", made.number]) + "?see=all")
    assert "De gegevens zijn veranderd" not in page.content.decode()


def test_the_first_words_of_a_card_are_a_sentence_made_of_its_patterns(
    client: Client, run: Evaluation, bram: User
) -> None:
    client.force_login(bram)
    keys = [pattern(run).key, pattern(run, "slider_slider").key]
    address = reverse("patterns:observation_new", args=["noord", "jeugdhulp"])
    page = client.get(address, {"pattern": keys})
    initial = page.context["form"].initial
    assert initial["title"] == "“heard” is het hoogst bij “very_positive” en het laagst bij “very_negative”"
    assert len(initial["title"]) <= 80
    posted = client.post(f"{address}?pattern={keys[0]}&pattern={keys[1]}", initial | {"theme": ""})
    card = Observation.objects.get()
    assert posted.status_code == 302
    assert [link.key for link in card.patterns.all()] == keys


def test_every_kind_of_pattern_gets_a_title_that_fits(run: Evaluation) -> None:
    from patterns.made_of import Counted
    from patterns.titles import LONGEST, title_of

    titles = [title_of(Counted.of(one)) for one in run.patterns.select_related("evaluation")]
    assert all(0 < len(title) <= LONGEST for title in titles)
    assert not [title for title in titles if " · " in title]


def test_a_title_says_of_which_question_a_step_is(run: Evaluation) -> None:
    from patterns.made_of import Counted
    from patterns.titles import title_of

    found = [Counted.of(one) for one in run.patterns.filter(kind__contains="ordered").select_related("evaluation")]
    titles = [title_of(one) for one in found if one.figure and one.figure.form == "table"]
    said = [title for title in titles if "komt vaker voor" in title]
    assert said
    assert all("bij “" in title.partition("komt vaker voor")[0] for title in said)


def test_words_are_written_beside_numbers_that_stay(desk: Desk, made: Observation) -> None:
    fields = {"title": "Anders", "description": "d", "theme": "", "readings": (), "state": "draft"}
    write_observation(desk=desk, observation=made, version=1, **fields)  # type: ignore[arg-type]
    assert counts(made) == (70, 70)
