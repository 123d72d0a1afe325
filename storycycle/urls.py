"""All addresses."""

from django.contrib import admin
from django.urls import include, path

from storycycle.health import health, metrics, ready

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("health/", health, name="health"),
    path("ready/", ready, name="ready"),
    path("metrics/", metrics, name="metrics"),
    path("admin/", admin.site.urls),
    path("help/", include("lib.handbook.urls")),
    path("", include("people.urls")),
    path("", include("vertelpunt.urls")),
    path("", include("patterns.urls")),
    path("", include("duiding.urls")),
    path("api/v1/", include("api.urls")),
]

handler400 = "storycycle.faults.bad_request"
handler404 = "storycycle.faults.not_found"
handler500 = "storycycle.faults.failed"
