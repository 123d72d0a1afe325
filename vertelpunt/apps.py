"""The app's configuration."""

from django.apps import AppConfig


class VertelpuntConfig(AppConfig):
    name = "vertelpunt"

    def ready(self) -> None:
        from lib import slots
        from vertelpunt import access_rows, chores
        from vertelpunt.actions import again
        from vertelpunt.receivers import on_story_changed
        from vertelpunt.signals import story_changed

        slots.access_rows.fill(access_rows.rows)
        slots.coalition_menu.fill(access_rows.menu)
        slots.daily_work.fill(chores.chores)
        slots.taken_back.fill(again.taken_back)
        story_changed.connect(on_story_changed, dispatch_uid="vertelpunt.screening")
