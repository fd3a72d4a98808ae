"""What was said: items, links, rounds, ballots, runs, the changes and their inverses. No I/O, no clock."""
