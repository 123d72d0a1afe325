"""A story on a card of paper lies before people from outside: it says what the story means, not who it may be."""

from patterns.paper.booklet import Booklet
from people.models import Coalition
from tests import world
from tests.patterns.cards import text_of
from vertelpunt.questions import Condition


def test_what_others_may_know_of_people_is_not_on_a_story_card(noord: Coalition) -> None:
    age = world.choice("leeftijd", ("peuter", "puber"), "ordered", about="child")
    role = world.choice("wievertelt", ("moeder", "grootouder"), about="teller")
    safe = world.slider("veilig", show_if=Condition("leeftijd", ("puber",)))
    point = world.vertelpunt(noord, slug="kinderen", asked=[world.slider("heard"), age, role, safe])
    answers = {"heard": 72, "leeftijd": "puber", "wievertelt": "grootouder", "veilig": 31}
    text = text_of(
        Booklet(name="x", coalition="Noord", stories=[world.story(point, text="Kort.", answers=answers)]).pdf
    )
    assert "72" in text
    assert not {word for word in ("leeftijd", "puber", "wievertelt", "grootouder", "veilig") if word in text}
