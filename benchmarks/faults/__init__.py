"""What happens to what people were told was kept, when parts of the product fail: scripts that break them."""
