"""The plain line: a line in, lines out, for screen readers, simple terminals and scripts. Decides nothing."""
