"""Words and files of words: cleaning, counting, YAML in and out. A leaf: it imports nothing of ours."""
