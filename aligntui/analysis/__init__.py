"""What it means: pure functions that turn a session into figures and findings."""
