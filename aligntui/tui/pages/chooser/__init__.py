"""Choosing what to do."""
