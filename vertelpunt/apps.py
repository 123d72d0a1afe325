"""The app's configuration."""

from django.apps import AppConfig


class VertelpuntConfig(AppConfig):
    name = "vertelpunt"

    def ready(self) -> None:
        from lib import slots
        from vertelpunt import access_rows

        slots.access_rows.fill(access_rows.rows)
        slots.coalition_menu.fill(access_rows.menu)
