"""Two versions of the same words."""
