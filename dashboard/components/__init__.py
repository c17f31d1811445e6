"""Pure functions: values in, markup out. Nothing here asks a database or knows an address."""
