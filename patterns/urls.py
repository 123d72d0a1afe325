"""Addresses of patterns."""

from django.urls import path

from patterns.views import cards, dashboard, evaluations, observations, quotes, stories

app_name = "patterns"
PLACE = "c/<slug:coalition>/v/<slug:vertelpunt>/"
CARDS = "c/<slug:coalition>/observations/"
CARD = CARDS + "<int:number>/"
urlpatterns = [
    path(PLACE, dashboard.dashboard, name="dashboard"),
    path(PLACE + "stories/<int:number>/", dashboard.story, name="story"),
    path(PLACE + "patterns/", evaluations.patterns, name="patterns"),
    path(PLACE + "patterns/<str:key>/", evaluations.pattern, name="pattern"),
    path(PLACE + "observations/new/", observations.observation_new, name="observation_new"),
    path(CARDS, cards.observations, name="observations"),
    path(CARDS + "cards.pdf", cards.cards, name="cards"),
    path(CARD, observations.observation, name="observation"),
    path(CARD + "card.pdf", cards.card, name="card"),
    path(CARD + "card/", cards.card_page, name="card_page"),
    path(CARD + "stories/", stories.observation_stories, name="observation_stories"),
    path(CARD + "stories/<int:story>/", quotes.observation_quote, name="observation_quote"),
]
