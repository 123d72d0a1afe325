"""Addresses of the handbook."""

from django.urls import path

from lib.handbook import views

app_name = "help"
urlpatterns = [
    path("", views.index, name="index"),
    path("handbook.pdf", views.whole, name="whole"),
    path("find/", views.find, name="find"),
    path("pictures/<str:name>", views.picture, name="picture"),
    path("<slug:slug>/", views.page, name="page"),
]
