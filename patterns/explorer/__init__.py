"""The explorer: conditions in an address, the stories that fit them, and every question counted for those."""
