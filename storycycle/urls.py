"""All addresses."""

from django.contrib import admin
from django.urls import include, path

from storycycle.health import health

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("health/", health, name="health"),
    path("admin/", admin.site.urls),
    path("", include("people.urls")),
    path("", include("vertelpunt.urls")),
    path("", include("patterns.urls")),
    path("", include("duiding.urls")),
    path("api/v1/", include("api.urls")),
]

handler400 = "vertelpunt.views.faults.bad_request"
handler404 = "vertelpunt.views.faults.not_found"
handler500 = "vertelpunt.views.faults.failed"
