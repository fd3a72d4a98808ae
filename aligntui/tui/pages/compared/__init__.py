"""What changed between two sittings."""
