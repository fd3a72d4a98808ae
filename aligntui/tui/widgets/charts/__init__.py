"""Shapes drawn as rows of words and signs: pure functions from a model to lines.

Every mark has a word or a value beside it; colour only repeats it. No row is wider than the room, and what
there is no row for is counted. The module of a shape is imported when one is drawn.
"""
