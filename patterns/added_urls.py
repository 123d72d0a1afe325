"""Addresses of what people add to the stories of a Vertelpunt: tracks, codes by readers, key figures."""

from django.urls import path

from patterns.views import codes, keyfigures, tracks

PLACE = "c/<slug:coalition>/v/<slug:vertelpunt>/"
TRACK = PLACE + "tracks/<slug:track>/"
CODES = PLACE + "codes/"
FIGURES = PLACE + "key-figures/"
urlpatterns = [
    path(PLACE + "stories/<int:number>/tracks/", tracks.story_tracks, name="story_tracks"),
    path(PLACE + "tracks/", tracks.tracks, name="tracks"),
    path(TRACK, tracks.track, name="track"),
    path(TRACK + "edit/", tracks.track_edit, name="track_edit"),
    path(TRACK + "add/", tracks.track_add, name="track_add"),
    path(TRACK + "proposals/", tracks.track_proposals, name="track_proposals"),
    path(CODES, codes.codes, name="codes"),
    path(CODES + "annotations.csv", codes.code_file, name="code_file"),
    path(CODES + "code-book.csv", codes.code_book_file, name="code_book_file"),
    path(CODES + "read/", codes.code_next, name="code_next"),
    path(CODES + "read/<int:number>/", codes.code_story, name="code_story"),
    path(CODES + "question/<slug:code>/", codes.code, name="code"),
    path(FIGURES, keyfigures.key_figures, name="key_figures"),
    path(FIGURES + "figure/<int:figure>/", keyfigures.key_figure, name="key_figure"),
    path(FIGURES + "<slug:sheet>/", keyfigures.key_figures_edit, name="key_figures_edit"),
    path(FIGURES + "<slug:sheet>.pdf", keyfigures.key_figures_print, name="key_figures_print"),
]
