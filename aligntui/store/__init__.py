"""Where it is kept: the safe TinyDB storage, history, drafts, trash and backups."""
