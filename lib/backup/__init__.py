"""Backup and restore: all rows and files in one checksummed file that SQLite and PostgreSQL both read."""
