"""The app's configuration."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from lib import slots
        from people import access_rows, chores, receivers  # noqa: F401

        slots.access_rows.fill(access_rows.rows)
        slots.coalition_menu.fill(access_rows.menu)
        slots.daily_work.fill(chores.chores)
