"""The addresses of the API: thin, over the queries and actions of the pages."""
