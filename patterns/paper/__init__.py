"""What can be printed beside observation cards, and in which ways."""
