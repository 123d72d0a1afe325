"""The cards and stories that can lie on a table, and those that do."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from duiding.models import Table, TableCard, TableStory
from duiding.models.leading import leading_of
from duiding.queries.local import for_table, to_ask
from lib.secrets import keyed_digest
from patterns.card import cards_of
from patterns.explorer.selections import stories_kept
from patterns.models import Evaluation, Observation, TypicalStory
from patterns.queries import lent_cards
from patterns.reading_card import ReadableCard
from patterns.reading_time import Budget
from people.access import Desk
from people.models import Coalition
from people.roles import Permission
from vertelpunt.access import vertelpunten_for
from vertelpunt.models import Story

DIGITS = 10


@dataclass(frozen=True)
class Search:
    """What a facilitator looks for among the stories."""

    words: str = ""
    audience: str = ""
    vertelpunt: str = ""
    for_cards: bool = False
    selection: int = 0
    here: bool = False  # stories from here, for a local table, of which a second reader has to be asked


def cards_to_choose(coalition: Coalition) -> QuerySet[Observation]:
    """Return the cards of `coalition`, and those that were lent to it."""
    cards = Observation.objects.filter(Q(coalition=coalition) | Q(pk__in=lent_cards(coalition)), hidden=False)
    return cards.select_related("coalition").order_by("coalition__name", "number")


def stories_to_choose(desk: Desk) -> QuerySet[Story]:
    """Return the released stories that this person may read: of the coalition and lent to it."""
    if not desk.may(Permission.READ_STORIES):
        return Story.objects.none()
    stories = Story.material.filter(vertelpunt__in=vertelpunten_for(desk.coalition), state=Story.State.RELEASED)
    return stories.select_related("release", "audience", "vertelpunt__coalition").order_by("vertelpunt", "number")


def _says(words: str) -> Q:
    """Return what finds stories by words, or by the number that people use for them."""
    says = Q(release__text__icontains=words) | Q(release__title__icontains=words)
    number = words.strip().lstrip("#")
    return says | Q(number=int(number)) if number.isdecimal() and len(number) < DIGITS else says


def search_stories(desk: Desk, table: Table, search: Search) -> QuerySet[Story]:
    """Return the stories that fit `search` and do not lie on `table` yet."""
    every = stories_to_choose(desk).exclude(pk__in=table.stories.values("story"))
    stories = to_ask(every, table) if search.here else for_table(every, table)
    if search.words:
        stories = stories.filter(_says(search.words))
    if search.audience:
        stories = stories.filter(audience__key=search.audience)
    if search.vertelpunt:
        stories = stories.filter(vertelpunt__slug=search.vertelpunt)
    if search.selection:
        stories = stories.filter(pk__in=list(stories_kept(desk, search.selection).values_list("pk", flat=True)))
    typical = TypicalStory.objects.filter(observation__in=table.cards.values("observation"))
    return stories.filter(pk__in=typical.values("story")) if search.for_cards else stories


def _lying(table: Table) -> QuerySet[TableCard]:
    """Return the cards on `table` that can be read: not hidden, and not of a Vertelpunt that is lent no longer."""
    coalition = table.session.coalition
    at_hand = cards_to_choose(coalition).filter(vertelpunt__in=vertelpunten_for(coalition).order_by().values("pk"))
    return table.cards.filter(observation__in=at_hand.order_by().values("pk"))


def cards_on(table: Table) -> list[Observation]:
    """Return the cards on `table` that can be read."""
    return [card.observation for card in _lying(table).select_related("observation")]


def readable_cards(table: Table) -> list[ReadableCard]:
    """Return the cards on `table` as a screen shows them, in their order."""
    order = list(_lying(table).values_list("observation", flat=True))
    found = {card.pk: card for card in cards_of(Observation.objects.filter(pk__in=order))}
    return [ReadableCard(found[pk]) for pk in order if pk in found]


def edition(table: Table) -> str:
    """Return what changes when there is something else to read on `table`: a cheap question, asked with every note."""
    cards = _lying(table).values_list("observation", "observation__changed_at")
    runs = Evaluation.objects.filter(
        coalition__observations__in=table.cards.values("observation"), state=Evaluation.State.DONE, stale=False
    )
    stories = _readable(table).values_list("story", "story__release__pk")
    counted = runs.order_by("pk").distinct().values_list("pk", flat=True)
    guess = leading_of(table.session).guess_first
    return keyed_digest("edition", repr([list(cards), list(counted), list(stories), guess]))[:16]


def _readable(table: Table) -> QuerySet[TableStory]:
    here = vertelpunten_for(table.session.coalition).order_by()
    released = table.stories.filter(story__state=Story.State.RELEASED, story__release__isnull=False)
    return released.filter(story__vertelpunt__in=here.values("pk"))


def stories_on(table: Table) -> list[Story]:
    """Return the stories on `table` that are still released, and still the coalition's own or lent to it."""
    return [
        card.story
        for card in _readable(table).select_related("story__release", "story__audience", "story__vertelpunt")
    ]


def budget_of(table: Table) -> Budget:
    """Return how much lies on `table`."""
    return Budget(table.cards.count(), table.stories.count())
