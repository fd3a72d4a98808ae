"""One module per kind of step: what a step looks like and which keys it answers."""
