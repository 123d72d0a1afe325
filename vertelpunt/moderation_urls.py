"""Addresses of reading stories before others do."""

from django.urls import path

from vertelpunt.views import listening, moderating, moderation, reading_log, worries

AT = "c/<slug:coalition>/v/<slug:vertelpunt>/moderation/"
urlpatterns = [
    path("c/<slug:coalition>/reading/", reading_log.reading, name="reading"),
    path(AT, moderation.moderation, name="moderation"),
    path(f"{AT}list/", moderating.moderation_list, name="moderation_list"),
    path(f"{AT}rules/", moderating.moderation_rules, name="moderation_rules"),
    path(f"{AT}<uuid:story>/", moderation.release, name="release"),
    path(f"{AT}<uuid:story>/recording/", listening.recording, name="recording"),
    path(f"{AT}<uuid:story>/worry/", worries.worry, name="worry"),
]
