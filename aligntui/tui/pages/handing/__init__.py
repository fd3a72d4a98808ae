"""A name that is asked for."""
