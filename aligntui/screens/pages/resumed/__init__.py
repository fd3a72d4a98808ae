"""Coming back."""
