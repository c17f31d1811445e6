"""The action and economy plan (HØP) in Excel: one spec gives workbook, reader and checks."""
