"""One module per thing that is done: a session goes in, nothing is committed here."""
