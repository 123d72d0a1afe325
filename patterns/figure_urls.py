"""Addresses of figures by themselves, and of two selections side by side."""

from django.urls import path

from patterns.views import compare, figures

PLACE = "c/<slug:coalition>/v/<slug:vertelpunt>/"
urlpatterns = [
    path(PLACE + "compare/", compare.compare_page, name="compare"),
    path(PLACE + "compare/figure.<slug:form>", compare.compare_figure, name="compare_figure"),
    path(PLACE + "figures/<str:question>/", figures.question, name="question"),
    path(PLACE + "figures/<str:question>/figure.<slug:form>", figures.question_figure, name="question_figure"),
    path(PLACE + "patterns/<str:key>/figure.<slug:form>", figures.pattern_figure, name="pattern_figure"),
]
