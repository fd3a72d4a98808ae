"""What one does in a workshop: no screen, no files. A face asks what may be done and shows the outcome."""
