"""Bytes in, tidy tables out: pure readers that know formats and no source in particular."""
