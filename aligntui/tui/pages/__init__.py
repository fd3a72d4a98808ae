"""Pages: each in a folder of its own, and none knows another. `routes` opens them."""
