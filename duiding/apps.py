"""The app's configuration."""

from django.apps import AppConfig


class DuidingConfig(AppConfig):
    name = "duiding"

    def ready(self) -> None:
        from duiding import access_rows, chores, public
        from duiding.actions import again
        from duiding.queries.packs import where_it_lies
        from duiding.withdrawal import on_stories_withdrawn, on_story_changed
        from lib import slots
        from vertelpunt.models import Story
        from vertelpunt.signals import stories_withdrawn, story_changed

        slots.access_rows.fill(access_rows.rows)
        slots.coalition_menu.fill(access_rows.menu)
        slots.daily_work.fill(chores.chores)
        slots.taken_back.fill(again.taken_back)
        slots.printed_at.fill(where_it_lies)
        slots.outcomes.fill(public.latest_outcomes)
        slots.story_trail.fill(public.trail)
        story_changed.connect(on_story_changed, sender=Story, dispatch_uid="duiding")
        stories_withdrawn.connect(on_stories_withdrawn, sender=Story, dispatch_uid="duiding")
