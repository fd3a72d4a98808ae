"""The running order of a workshop."""
