"""What changes sessions, boards and proposals: one action, one function."""
