"""How far a measured thing has come towards its ambition: pure functions, no database."""
