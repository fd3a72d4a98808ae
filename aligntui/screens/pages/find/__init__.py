"""Finding a card."""
