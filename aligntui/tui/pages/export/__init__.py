"""The way out to a file."""
