"""How AlignTUI feels, in figures: `python -m benchmarks`. See README.md in this folder."""
