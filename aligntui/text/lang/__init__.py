"""Word lists, one module per language; `text.language` hands them out."""
