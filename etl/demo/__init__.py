"""Loads a whole municipality, and makes what is made up: figures and the units' workbooks."""
