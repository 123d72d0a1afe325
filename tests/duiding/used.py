"""Stories of which everything was made that can be made with stories, for tests of what goes with them."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from duiding.actions.decisions import decide, write_progress
from duiding.actions.proposals import create_proposal, present
from duiding.models import Act, Agreement, Leading, LocalCheck, LookBack, Note, ReportText, Session, SessionReport
from patterns.actions.prints import record_print
from patterns.card import cards_of
from patterns.models import Annotation, Interpretation, Mark, Observation, ObservationPattern, Selection
from people.access import Desk
from people.models import User
from tests import world
from tests.duiding import builders
from tests.patterns import added
from tests.patterns.cards import add_story
from tests.patterns.told import answers, evaluate, tell_many
from vertelpunt.models import Claim, Concern, Recording, Screening, Story, Vertelpunt
from vertelpunt.models.moderation import SketchPart
from vertelpunt.models.together import Share

WORDS = (
    "Op {0} kwam iemand van {1} bij ons thuis en bleef tot {2} aan tafel zitten.",
    "dinsdag woensdag donderdag vrijdag zaterdag zondag maandag gisteren vandaag toen".split(),  # noqa: SIM905
    "school wijkteam gemeente kerk werk voetbal buurthuis opvang huisarts familie".split(),  # noqa: SIM905
)


def said(place: int) -> str:
    """Return the text of the story at this place, of which no eight words are in another."""
    sentence, days, people = WORDS
    return sentence.format(days[place], people[place], f"half {days[place - 1]}") + f" Dat was {people[place - 1]}."


def told(point: Vertelpunt, count: int) -> list[Story]:
    """Return stories with texts of their own, the same each time, among many others."""
    tell_many(point, 60)
    return [
        world.story(point, text=said(place), pk=UUID(int=place + 1), answers=answers(place)) for place in range(count)
    ]


def use(desk: Desk, leads: Desk, decides: Desk, meeting: Session, stories: list[Story]) -> None:
    """Make everything with the first stories; what repeats the last two, and what mixes words of two, stays."""
    evaluation = evaluate(meeting.vertelpunt)
    pattern = evaluation.patterns.order_by("key")[0]
    _cards(desk, meeting.vertelpunt, pattern.key, stories)
    _added(desk, meeting.vertelpunt, pattern.key, stories)
    _at_the_table(leads, meeting, stories)
    _follows(leads, decides, meeting, stories)
    _of_the_story(desk.user, leads.user, stories)


def _cards(desk: Desk, point: Vertelpunt, key: str, stories: list[Story]) -> None:
    texts = [{"title": said(1)[:100]}, {"notes": said(3)}, {"theme": said(8)[:60]}, {"description": said(0) + said(5)}]
    for at, text in enumerate(texts):
        card = builders.card(desk.coalition, point, created_by=desk.user, number=90 + at, opposing="AB", **text)
        ObservationPattern.objects.create(observation=card, key=key)
        add_story(card, stories[at], said(at)[:20])
        add_story(card, stories[8], "")
        record_print(desk=desk, cards=cards_of(Observation.objects.filter(pk=card.pk)))
        card.title = "Anders"
        card.save()
        counted_on = world.DAY.replace(day=10 + at)  # the stories are of the twelfth
        ObservationPattern.objects.filter(observation=card).update(made_of={"nl": {"on": counted_on.isoformat()}})
    Interpretation.objects.filter(observation=card, position=1).update(text=said(4))


def _added(desk: Desk, point: Vertelpunt, key: str, stories: list[Story]) -> None:
    for at, description in enumerate((said(2), said(9), _half(2, 3))):
        added.track(desk, point, stories[2], stories[9], name=f"Spoor {at}", description=description)
    asked = added.question(desk, point, kind="note", text="Wat valt op?")
    Annotation.objects.bulk_create(
        Annotation(question=asked, story=stories[on], reader=desk.user, value=text, version=1)
        for on, text in ((8, said(6)), (9, _half(6, 7)), (2, "Iets anders."), (3, said(2)))
    )
    here: dict[str, Any] = {"coalition": desk.coalition, "vertelpunt": point}
    for at, text in enumerate((said(0), said(1), said(9))):
        Mark.objects.create(**here, pattern_key=f"{key}{at}", user=desk.user, choice="maybe", note=text)
        Selection.objects.create(**here, name=f"Keuze {at}", query="audience=parent", note=text, made_by=desk.user)
    added.ready_file(desk, point)


def _half(one: int, other: int) -> str:
    """Return seven words of one story followed by seven of another: no eight of either."""
    return " ".join([*said(one).split()[:7], *said(other).split()[4:11]])


def _at_the_table(leads: Desk, meeting: Session, stories: list[Story]) -> None:
    first = meeting.tables.all()[0]
    for at in (2, 3, 4, 9):
        first.stories.create(story=stories[at])
    seat = builders.seat(builders.sit(meeting))
    builders.note(seat, "Thee helpt.", story=stories[3].pk)
    builders.note(seat, "Koffie ook.", story=stories[9].pk)
    notes = [builders.note(seat, text) for text in (said(3), said(4), said(9), _half(3, 4), said(5))]
    Note.objects.filter(pk=notes[4].pk).update(removed_at=timezone.now())
    builders.cluster(seat, said(4)[:100], (notes[0],))
    Act.objects.create(board=seat.board, member=leads.user, do="rename", words=said(4)[:90])
    type(seat.board).objects.filter(pk=seat.board.pk).update(ground=stories[4])
    Leading.objects.update_or_create(session=meeting, defaults={"aloud": stories[3]})
    Session.objects.filter(pk=meeting.pk).update(goal=said(2))
    LookBack.objects.create(session=meeting, client_id=UUID(int=1), grade=4, takes_along=said(7))
    report = SessionReport.objects.create(session=meeting, taken_on=world.DAY)
    for part, text in (("goal", said(6)), ("next", said(9))):
        ReportText.objects.create(report=report, part=part, text=text)


def _follows(leads: Desk, decides: Desk, meeting: Session, stories: list[Story]) -> None:
    plans = []
    for text in (said(4), "Zomaar iets.", said(9)):
        data: Any = {"vertelpunt": meeting.vertelpunt, "title": "Thee", "we_want": "Thee zetten", "we_see": text}
        plan = create_proposal(desk=leads, data=data)
        plan.stories.add(stories[4], stories[9])
        plans.append(plan)
    present(desk=leads, proposal=plans[1])
    decide(desk=decides, proposal=plans[1], outcome="chosen", reason="Goed.", decided_on=world.DAY)
    write_progress(desk=leads, proposal=plans[1], status="started", text=said(0), on=world.DAY)
    Agreement.objects.create(proposal=plans[2], who="Sara", what=said(5)[:100], before=world.DAY)


def _of_the_story(reads: User, other: User, stories: list[Story]) -> None:
    for story in (stories[5], stories[9]):
        screening = Screening.objects.create(story=story, version=1, spans=[[0, 2, "name"]])
        SketchPart.objects.create(screening=screening, digest=5)
        Claim.objects.create(story=story, user=reads, until=timezone.now())
        Concern.objects.create(story=story, raised_by=reads)
        Recording.objects.create(story=story, kind="ogg", size=3)
        here = reads.memberships.get().coalition
        Share.objects.create(
            story=story, professional=other, coalition=here, reader="professional", given_on=world.DAY
        )
        LocalCheck.objects.create(coalition=here, story=story, release_number=1, asked_by=reads, asked_on=world.DAY)
