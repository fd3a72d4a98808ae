"""The sittings of a session."""
