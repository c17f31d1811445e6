"""The way in: statistics, plans and workbooks become rows of the domain."""
