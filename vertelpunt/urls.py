"""Addresses of vertelpunt."""

from django.urls import path

from vertelpunt import making_urls as making
from vertelpunt import moderation_urls as moderation
from vertelpunt import spreading_urls as spreading
from vertelpunt import together_urls as together
from vertelpunt.views import code, members, public, telling, volunteers
from vertelpunt.views.embedding import embeddable
from vertelpunt.views.given_back import given_back
from vertelpunt.views.look import stylesheet
from vertelpunt.views.tellerpages import hears_itself

app_name = "vertelpunt"
urlpatterns = [
    path("", public.start, name="start"),
    path("code/", code.code, name="code"),
    path("look-<slug:digest>.css", stylesheet, name="look"),
    path("v/<slug:slug>/", public.landing, name="landing"),
    path("v/<slug:slug>/tell/<slug:audience>/", embeddable(hears_itself(given_back(telling.tell))), name="tell"),
    path("v/<slug:slug>/think-along/", volunteers.think_along, name="think_along"),
    path("think-along/", volunteers.stop_thinking_along, name="stop_thinking_along"),
    path("c/<slug:coalition>/think-along/", volunteers.volunteers, name="volunteers"),
    path("c/<slug:coalition>/", members.coalition, name="coalition"),
    *moderation.urlpatterns,
    *making.urlpatterns,
    *spreading.urlpatterns,
    *together.urlpatterns,
]
