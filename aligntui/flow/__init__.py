"""How one walks: runs made from agendas, steps and phases, what is finished, intentions turned into ops."""
