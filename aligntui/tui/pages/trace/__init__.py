"""What an item rests on."""
