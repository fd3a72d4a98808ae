"""The pieces every screen is drawn with: lines of words and roles, the canvas, the edit lines, themes."""
