"""Addresses of making a Vertelpunt: setting up, composing, trying out, and its wall."""

from django.urls import path

from vertelpunt.views import charter, composing, elsewhere, importing, making, preview, terms, trials, wall
from vertelpunt.views.given_back import given_back
from vertelpunt.views.tellerpages import hears_itself

AT = "c/<slug:coalition>/v/<slug:vertelpunt>/"
urlpatterns = [
    path("v/<slug:slug>/wall/", wall.stories, name="wall"),
    path("v/<slug:slug>/trial/<str:key>/", trials.trial, name="trial"),
    path("v/<slug:slug>/try/<slug:audience>/", hears_itself(given_back(trials.try_out)), name="try"),
    path("c/<slug:coalition>/new/", making.new, name="new"),
    path(f"{AT}settings/", making.settings, name="settings"),
    path(f"{AT}state/", making.state, name="state"),
    path(f"{AT}terms/", terms.terms, name="terms"),
    path(f"{AT}groups/", making.audiences, name="audiences"),
    path(f"{AT}groups/move/", making.move_audience, name="move_audience"),
    path(f"{AT}questions/", composing.questions, name="questions"),
    path(f"{AT}questions/publish/", composing.publish, name="publish"),
    path(f"{AT}questions/<slug:question>/", composing.question, name="question"),
    path(f"{AT}preview/", preview.preview, name="preview"),
    path(f"{AT}preview/first-page/", preview.first_page, name="preview_first"),
    path(f"{AT}preview/frame/<slug:audience>/", preview.frame, name="preview_frame"),
    path(f"{AT}trials/", trials.trials, name="trials"),
    path(f"{AT}elsewhere/", elsewhere.elsewhere, name="elsewhere"),
    path(f"{AT}elsewhere/<uuid:story>/remove/", elsewhere.remove_elsewhere, name="remove_elsewhere"),
    path(f"{AT}import/", importing.imports, name="imports"),
    path(f"{AT}import/<uuid:intake>/", importing.import_, name="import"),
    path(f"{AT}start-page/", charter.charter, name="charter"),
    path(f"{AT}start-page/edit/", charter.charter_edit, name="charter_edit"),
    path(f"{AT}start-page/print/", charter.charter_print, name="charter_print"),
]
