"""Addresses of patterns."""

from django.urls import path

from patterns import added_urls, figure_urls
from patterns.views import (
    cards,
    dashboard,
    evaluations,
    exporting,
    leaving,
    marks,
    matrix,
    observations,
    paper,
    pattern,
    quotes,
    ready,
    response,
    selections,
    sets,
    stories,
    written,
)

app_name = "patterns"
PLACE = "c/<slug:coalition>/v/<slug:vertelpunt>/"
CARDS = "c/<slug:coalition>/observations/"
CARD = CARDS + "<int:number>/"
urlpatterns = [
    path(PLACE, dashboard.dashboard, name="dashboard"),
    path(PLACE + "response/", response.response, name="response"),
    path(PLACE + "selections/", selections.selections, name="selections"),
    path(PLACE + "selections/compare/", selections.compare_rest, name="compare_rest"),
    path(PLACE + "selections/<int:pk>/", selections.selection_edit, name="selection"),
    path(PLACE + "export/", exporting.export, name="export"),
    path(PLACE + "export/<uuid:ready>/", ready.ready, name="ready"),
    path(PLACE + "export/<uuid:ready>/file/", ready.ready_file, name="ready_file"),
    path(PLACE + "stories/<int:number>/", dashboard.story, name="story"),
    path(PLACE + "patterns/", evaluations.patterns, name="patterns"),
    path(PLACE + "patterns/settings/", evaluations.evaluation_settings, name="evaluation_settings"),
    path(PLACE + "patterns/file/", leaving.patterns_file, name="patterns_file"),
    path(PLACE + "patterns/matrix/", matrix.matrix, name="matrix"),
    path(PLACE + "patterns/<str:key>/mark/", marks.mark, name="mark"),
    path(PLACE + "patterns/<str:key>/", pattern.pattern, name="pattern"),
    path(PLACE + "observations/new/", observations.observation_new, name="observation_new"),
    path(CARDS, cards.observations, name="observations"),
    path(CARDS + "file/", leaving.observations_file, name="observations_file"),
    path(CARDS + "cards/", leaving.cards_file, name="cards_file"),
    path(CARDS + "print/", paper.cards_paper, name="cards_paper"),
    path(CARDS + "cards.pdf", paper.cards, name="cards"),
    path(CARDS + "stories/", paper.story_cards, name="story_cards"),
    path(CARDS + "stories/stories.pdf", paper.story_cards_print, name="story_cards_print"),
    path(CARDS + "out/<int:printed>/", cards.card_out, name="card_out"),
    path(CARDS + "sets/", sets.card_sets, name="card_sets"),
    path(CARDS + "sets/<int:number>/", sets.card_set, name="card_set"),
    path(CARDS + "sets/<int:number>/file/", leaving.card_set_file, name="card_set_file"),
    path(CARDS + "sets/<int:number>/print/", paper.card_set_paper, name="card_set_paper"),
    path(CARDS + "sets/<int:number>/cards.pdf", paper.card_set_print, name="card_set_print"),
    path(CARD, observations.observation, name="observation"),
    path(CARD + "delete/", observations.observation_delete, name="observation_delete"),
    path(CARD + "versions/", written.observation_history, name="observation_history"),
    path(CARD + "numbers/", written.observation_numbers, name="observation_numbers"),
    path(CARD + "card.pdf", paper.card, name="card"),
    path(CARD + "print/", paper.card_paper, name="card_paper"),
    path(CARD + "card/", cards.card_page, name="card_page"),
    path(CARD + "stories/", stories.observation_stories, name="observation_stories"),
    path(CARD + "stories/<int:story>/", quotes.observation_quote, name="observation_quote"),
    *added_urls.urlpatterns,
    *figure_urls.urlpatterns,
]
