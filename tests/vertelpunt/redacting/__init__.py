"""What the program proposes to take out of stories."""
