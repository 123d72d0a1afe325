"""Which stories and sentences show a pattern best: proposals with their grounds, from which a person picks. Pure."""
