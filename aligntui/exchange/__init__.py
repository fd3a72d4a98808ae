"""How it leaves and comes back: one module per format."""
