"""The plan on one page."""
