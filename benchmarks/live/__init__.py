"""A room full of people on live boards: the server, the people, and what they measure."""
