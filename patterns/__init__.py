"""Find: evaluate all combinations of answers, explore them and make cards."""
