"""A question over the page it is asked on."""
