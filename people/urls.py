"""Addresses of people."""

from django.urls import path

from people import views
from people.views import coalitions, invited, keys, members, webhooks

app_name = "people"
urlpatterns = [
    path("home/", views.home, name="home"),
    path("demo/", views.demo, name="demo"),
    path("second-step.svg", views.totp_qr, name="totp_qr"),
    path("invitation/", invited.invited, name="invited"),
    path("c/<slug:coalition>/people/", members.members, name="members"),
    path("c/<slug:coalition>/people/<int:member>/", members.member, name="member"),
    path("c/<slug:coalition>/invitations/<int:invitation>/stop/", members.uninvite, name="uninvite"),
    path("c/<slug:coalition>/coalitions/", coalitions.coalitions, name="coalitions"),
    path("c/<slug:coalition>/keys/", keys.keys, name="keys"),
    path("c/<slug:coalition>/keys/<int:token>/end/", keys.end, name="key_end"),
    path("c/<slug:coalition>/keys/messages/", webhooks.webhooks, name="webhooks"),
    path("c/<slug:coalition>/keys/messages/<int:webhook>/test/", webhooks.send_test, name="webhook_test"),
    path("c/<slug:coalition>/keys/messages/<int:webhook>/end/", webhooks.end, name="webhook_end"),
    path("c/<slug:coalition>/mails/", views.outbox, name="outbox"),
    path("c/<slug:coalition>/upkeep/", views.upkeep_page, name="upkeep"),
]
