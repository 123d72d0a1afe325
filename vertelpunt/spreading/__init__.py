"""Spreading a Vertelpunt: links, response, where people stop, the partner's own page, pictures of who asks."""
