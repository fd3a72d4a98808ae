"""One person's hold on one session: changes, undo, words being typed, and the changes of others."""
