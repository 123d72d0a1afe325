"""The report of a session: one content (document.py), made of what is there (parts), written in several forms."""
