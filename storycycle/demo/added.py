"""What people of the demo added: tracks with key figures, a code book, what two readers judged, kept selections."""

from collections.abc import Mapping, Sequence
from typing import Any

from patterns.actions.keyfigures import paste_figures
from patterns.actions.selections import keep_selection
from patterns.actions.tracks import make_track
from patterns.models import Annotation, CodeBook, CodeQuestion, TrackStory
from people.access import Desk, roles_in
from people.models import Coalition, User
from storycycle.demo.points import content
from storycycle.demo.world import person
from vertelpunt.access import Workplace
from vertelpunt.models import Story, Vertelpunt

ON_A_TRACK = 30


def make_added(coalition: Coalition, point: Vertelpunt, stories: Mapping[str, Story]) -> None:
    """Make tracks, their key figures, the code book with its annotations, and selections that everybody sees."""
    data = content("added.json")
    by = person(data["readers"][0])
    place = Workplace(Desk(by, coalition, roles_in(by, coalition)), point)
    told = [story for story in stories.values() if story.vertelpunt_id == point.pk]
    released = [story for story in told if story.state == Story.State.RELEASED]
    for track in data["tracks"]:
        make_one(place, track, released)
    make_codes(place, data, released)
    for one in data["selections"]:
        keep_selection(place=place, shared=True, **one)


def make_one(place: Workplace, data: Mapping[str, Any], stories: Sequence[Story]) -> None:
    """Make one track with the stories that say most of its words, whatever was answered, and its key figures."""
    track = make_track(place=place, name=data["name"], description=data["description"], colour=data["colour"])
    chosen = sorted(stories, key=lambda story: (-said(story, data["words"]), story.number))[:ON_A_TRACK]
    TrackStory.objects.bulk_create(TrackStory(track=track, story=story, by=place.desk.user) for story in chosen)
    paste_figures(place=place, track=track, pasted="\n".join(data["figures"]))


def said(story: Story, words: Sequence[str]) -> int:
    """Return how often a story says any of `words`."""
    text = story.text.lower()
    return sum(text.count(word) for word in words)


def make_codes(place: Workplace, data: Mapping[str, Any], stories: Sequence[Story]) -> None:
    """Make the code book, and let two readers judge the same stories; now and then they differ."""
    book = CodeBook.objects.create(coalition=place.desk.coalition, vertelpunt=place.vertelpunt, version=1)
    read = sorted(stories, key=lambda story: story.number)[: data["stories_read"]]
    readers = [person(name) for name in data["readers"]]
    for position, asked in enumerate(data["questions"], start=1):
        question = make_question(book, position, asked, readers[0])
        codes = [option["code"] for option in asked["options"]]
        judged = [(story, codes.index(judgement(story, asked["options"]))) for story in read]
        Annotation.objects.bulk_create(
            Annotation(
                question=question,
                story=story,
                reader=reader,
                version=1,
                value=codes[(code + (turn == 1 and (number + position) % data["differ_every"] == 0)) % len(codes)],
            )
            for turn, reader in enumerate(readers)
            for number, (story, code) in enumerate(judged)
        )


def make_question(book: CodeBook, position: int, data: Mapping[str, Any], by: User) -> CodeQuestion:
    """Make one question of the code book."""
    options = [{"code": option["code"], "label": option["label"]} for option in data["options"]]
    words = {name: data[name] for name in ("key", "kind", "text", "help")}
    question = CodeQuestion(book=book, position=position, options=options, **words)
    question._history_user = by  # type: ignore[attr-defined]
    question.save()
    return question


def judgement(story: Story, options: Sequence[Mapping[str, Any]]) -> str:
    """Return the answer whose words a story says most."""
    return str(max(options, key=lambda option: said(story, option["words"]))["code"])
