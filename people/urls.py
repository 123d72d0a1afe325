"""Addresses of people."""

from django.urls import path

from people import views

app_name = "people"
urlpatterns = [
    path("home/", views.home, name="home"),
    path("demo/", views.demo, name="demo"),
    path("second-step.svg", views.totp_qr, name="totp_qr"),
    path("c/<slug:coalition>/mails/", views.outbox, name="outbox"),
]
