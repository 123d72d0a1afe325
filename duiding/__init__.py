"""Give meaning, decide and follow up: sessions, boards, proposals, progress."""
