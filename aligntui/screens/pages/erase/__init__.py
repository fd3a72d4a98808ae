"""Erasing raw answers."""
