"""What a person enters: the fields of one item, and words read into what is stored."""
