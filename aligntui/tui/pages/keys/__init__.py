"""The keys of a page."""
