"""Stories from any table: what stands in it is recognised or asked about, never guessed silently; no database here."""
