"""The unit's annual plan and report in Excel: one spec gives template, reader, checks and guide."""
