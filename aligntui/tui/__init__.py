"""A face: a terminal with a screen. It draws, maps keys to intents, and decides nothing."""
