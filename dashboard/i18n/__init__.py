"""Languages: texts (bokmål is the source, in the code) and the formats of numbers and dates."""
