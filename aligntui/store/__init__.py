"""Where it is kept: what goes wrong, what a line may do, what waits; the files are in `local`."""
