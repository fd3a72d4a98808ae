"""A store of plain files: one TinyDB file a session, with its history, copies, drafts and trash beside it."""
