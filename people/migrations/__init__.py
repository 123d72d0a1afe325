"""Database migrations, named by hand."""
