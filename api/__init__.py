"""The same queries and actions as the pages, for machines."""
