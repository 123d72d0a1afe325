"""How the packages under the API are set; the settings take it from here."""

from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.authentication.KeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],  # each view finds its desk or refuses
    "DEFAULT_THROTTLE_CLASSES": ["api.throttling.PerMinute"],
    "DEFAULT_PARSER_CLASSES": ["api.parsing.BoundedJSON"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_VERSIONING_CLASS": "rest_framework.versioning.NamespaceVersioning",
    "EXCEPTION_HANDLER": "api.errors.handler",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "StoryCycle",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "VertelpuntState": "vertelpunt.models.Vertelpunt.State",
        "CardState": "patterns.models.Observation.State",
        "SessionState": "duiding.models.Session.State",
        "SessionKind": "duiding.models.Session.Kind",
        "ProposalState": "duiding.models.Proposal.State",
        "NoteKind": "duiding.models.Note.Kind",
    },
}
