"""Rounds that several people answer: own answers, who is in, closing, what was agreed."""
