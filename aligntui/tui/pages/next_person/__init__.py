"""Whose answers come next."""
