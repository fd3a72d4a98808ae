"""What is asked: method, agenda and collection files as typed definitions."""
