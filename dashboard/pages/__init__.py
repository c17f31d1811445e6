"""One module per address, each with a ``PAGE``: its path, what it answers, what is live on it."""
