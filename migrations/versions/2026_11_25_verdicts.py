"""what was said of indicators over time; limits and people behind a value."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "status_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("computed_at", sa.DateTime(), nullable=False),
        sa.Column("status", sa.String(length=200), nullable=False),
        sa.Column("confidence", sa.String(), nullable=True),
        sa.Column("method", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_status_history_indicator_id_indicator"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_history")),
    )
    with op.batch_alter_table("status_history") as batch:
        batch.create_index("ix_status_history_indicator_id_id", ["indicator_id", "id"])
        batch.create_index(batch.f("ix_status_history_computed_at"), ["computed_at"])
    op.create_table(
        "forecast",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("last_period_id", sa.Integer(), nullable=False),
        sa.Column("last_value", sa.Float(53), nullable=False),
        sa.Column("value", sa.Float(53), nullable=False),
        sa.Column("low", sa.Float(53), nullable=False),
        sa.Column("high", sa.Float(53), nullable=False),
        sa.Column("method", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_forecast_indicator_id_indicator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecast")),
    )
    with op.batch_alter_table("forecast") as batch:
        batch.create_index("ix_forecast_indicator_id_period_id", ["indicator_id", "period_id"])
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=True),
        sa.Column("subgoal_id", sa.Integer(), nullable=True),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("computed_status", sa.String(length=200), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(CASE WHEN goal_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN subgoal_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN indicator_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_assessment_about_one_thing"),
        ),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_assessment_goal_id_goal")),
        sa.ForeignKeyConstraint(
            ["subgoal_id"], ["subgoal.id"], name=op.f("fk_assessment_subgoal_id_subgoal")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_assessment_indicator_id_indicator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    with op.batch_alter_table("assessment") as batch:
        batch.create_index(batch.f("ix_assessment_goal_id"), ["goal_id"])
        batch.create_index(batch.f("ix_assessment_subgoal_id"), ["subgoal_id"])
        batch.create_index(batch.f("ix_assessment_indicator_id"), ["indicator_id"])
    # Added one by one: SQLite would otherwise copy a table that others refer to.
    for column in (
        sa.Column("floor", sa.Float(53), nullable=True),
        sa.Column("ceiling", sa.Float(53), nullable=True),
        sa.Column("counting", sa.String(), nullable=True),
        sa.Column("per", sa.Float(53), nullable=True),
        sa.Column("population", sa.Float(53), nullable=True),
        sa.Column("population_key", sa.String(), nullable=True),
    ):
        op.add_column("indicator", column)


def downgrade() -> None:
    """Undo the change."""
    for name in ("population_key", "population", "per", "counting", "ceiling", "floor"):
        op.drop_column("indicator", name)
    op.drop_table("assessment")
    op.drop_table("forecast")
    op.drop_table("status_history")
