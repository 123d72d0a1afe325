"""The app's configuration."""

from django.apps import AppConfig


class PatternsConfig(AppConfig):
    name = "patterns"

    def ready(self) -> None:
        from lib import slots
        from patterns import access_rows
        from patterns.quoting import on_permission_changed, on_replacing
        from patterns.receivers import on_story_changed
        from vertelpunt.signals import story_changed

        slots.access_rows.fill(access_rows.rows)
        slots.coalition_menu.fill(access_rows.menu)
        story_changed.connect(on_story_changed, dispatch_uid="patterns")
        story_changed.connect(on_permission_changed, dispatch_uid="patterns.quoting")
        story_changed.connect(on_replacing, dispatch_uid="patterns.quoting.replacing")
