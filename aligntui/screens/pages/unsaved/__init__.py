"""Not saved: another folder."""
