"""The workshop: one screen that has parts."""
