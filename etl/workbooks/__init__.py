"""What every Excel reader and writer shares: safety checks, reading, values, findings, writing.

A file travels: ``safety`` (is it a harmless workbook?) → ``reading`` (cells with their addresses) →
``tables`` (columns found by heading, values as Norwegians write them) → findings, all at once.
"""
