"""The migrations (alembic)."""
