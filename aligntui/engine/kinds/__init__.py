"""One state machine for each kind of step. `registry` names them; no kind knows another."""
