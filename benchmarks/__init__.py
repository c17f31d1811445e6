"""Measurements beside their limit in the same run; never part of the tests."""
