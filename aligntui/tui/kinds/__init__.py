"""One module per kind of step: what it looks like. What it decides is in `engine.kinds`."""
