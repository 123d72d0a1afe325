"""Shared base of all apps: no models, imports no app."""
