"""Text as people type it: cleaning, YAML in, YAML out, words. Leaf modules that know nothing of ours."""
