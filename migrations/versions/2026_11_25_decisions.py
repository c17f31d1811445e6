"""what was decided of plans, and the last days to hand in."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "plan_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("annual_plan_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_by_name", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["annual_plan_id"],
            ["annual_plan.id"],
            name=op.f("fk_plan_decision_annual_plan_id_annual_plan"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_decision")),
    )
    with op.batch_alter_table("plan_decision") as batch:
        batch.create_index(batch.f("ix_plan_decision_annual_plan_id"), ["annual_plan_id"])
    op.create_table(
        "delivery_deadline",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("year", "kind", name=op.f("pk_delivery_deadline")),
    )


def downgrade() -> None:
    """Undo the change."""
    op.drop_table("delivery_deadline")
    op.drop_table("plan_decision")
