"""Who works here: users, coalitions, roles, sign-in, outbox."""
