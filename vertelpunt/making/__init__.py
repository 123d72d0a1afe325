"""Pure help for who makes a Vertelpunt: composing, comparing, reading time and readability."""
