"""An undo that cannot go on."""
