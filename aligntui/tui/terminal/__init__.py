"""The line to one terminal: what comes from it and what is sent to it."""
