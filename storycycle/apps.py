"""The app's configuration."""

from django.apps import AppConfig


class StorycycleConfig(AppConfig):
    name = "storycycle"

    def ready(self) -> None:
        from lib import slots
        from storycycle import backups

        slots.daily_work.fill(backups.chores)
