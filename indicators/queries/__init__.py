"""One module per question: a session goes in, frozen rows come out, nothing is written."""
