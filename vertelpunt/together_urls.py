"""Addresses of telling together: sittings, and the pages where their stories are kept."""

from django.urls import path

from vertelpunt.views import collecting, hands, sittings
from vertelpunt.views.given_back import given_back

AT = "c/<slug:coalition>/v/<slug:vertelpunt>/together/"
urlpatterns = [
    path(AT, sittings.sittings, name="sittings"),
    path(f"{AT}forms/", sittings.paper_forms, name="paper_forms"),
    path(f"{AT}script/", sittings.script, name="sitting_script"),
    path(f"{AT}<uuid:sitting>/", sittings.sitting, name="sitting"),
    path("c/<slug:coalition>/hands/", hands.hands, name="hands"),
    path("c/<slug:coalition>/hands/<uuid:share>/", hands.given, name="given"),
    path("v/<slug:slug>/let-read/", hands.let_read, name="let_read"),
    path("v/<slug:slug>/together/<str:key>/", given_back(collecting.collect), name="collect"),
    path("v/<slug:slug>/together/<str:key>/paper/", given_back(collecting.collect_paper), name="collect_paper"),
]
