"""where, how and when the answer of a run was got."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply the change."""
    # Added one by one: SQLite would otherwise copy a table that others refer to.
    op.add_column("run", sa.Column("address", sa.Text(), nullable=True))
    op.add_column("run", sa.Column("asked", sa.Text(), nullable=True))
    op.add_column("run", sa.Column("fetched_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    """Undo the change."""
    for name in ("fetched_at", "asked", "address"):
        op.drop_column("run", name)
