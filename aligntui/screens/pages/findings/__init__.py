"""Findings of a session."""
