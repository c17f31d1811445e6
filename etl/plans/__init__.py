"""Plan, organisation and indicator files (YAML or Excel), checked and put into the tables."""
