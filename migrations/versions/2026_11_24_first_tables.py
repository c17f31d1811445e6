"""first tables."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("entity", sa.String(length=200), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    op.create_table(
        "data_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_version")),
    )
    op.create_table(
        "municipality",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("notice_nb", sa.Text(), nullable=True),
        sa.Column("notice_nn", sa.Text(), nullable=True),
        sa.Column("notice_en", sa.Text(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("title_nb", sa.Text(), nullable=False),
        sa.Column("title_nn", sa.Text(), nullable=True),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
        sa.UniqueConstraint("key", name=op.f("uq_municipality_key")),
    )
    op.create_table(
        "period",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end_before", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period")),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("version", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("vision_nb", sa.Text(), nullable=True),
        sa.Column("vision_nn", sa.Text(), nullable=True),
        sa.Column("vision_en", sa.Text(), nullable=True),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("adopted_by", sa.String(), nullable=True),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("price_level", sa.String(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("title_nb", sa.Text(), nullable=False),
        sa.Column("title_nn", sa.Text(), nullable=True),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["plan.id"], name=op.f("fk_plan_supersedes_id_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_plan_key_version")),
    )
    op.create_table(
        "region",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("title_nb", sa.Text(), nullable=False),
        sa.Column("title_nn", sa.Text(), nullable=True),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region")),
        sa.UniqueConstraint("code", name=op.f("uq_region_code")),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_key", sa.String(length=200), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=200), nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("snapshot", sa.Text(), nullable=True),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("source_updated", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.create_index("ix_run_source_key_id", ["source_key", "id"], unique=False)

    op.create_table(
        "service_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("title_nb", sa.Text(), nullable=False),
        sa.Column("title_nn", sa.Text(), nullable=True),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_area")),
        sa.UniqueConstraint("key", name=op.f("uq_service_area_key")),
    )
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("is_new_money", sa.Boolean(), nullable=True),
        sa.Column("service_area_id", sa.Integer(), nullable=True),
        sa.Column("continues_id", sa.Integer(), nullable=True),
        sa.Column("source_cell", sa.String(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("title_nb", sa.Text(), nullable=False),
        sa.Column("title_nn", sa.Text(), nullable=True),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.Column("description_nb", sa.Text(), nullable=True),
        sa.Column("description_nn", sa.Text(), nullable=True),
        sa.Column("description_en", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["continues_id"], ["action.id"], name=op.f("fk_action_continues_id_action")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_action_plan_id_plan")),
        sa.ForeignKeyConstraint(
            ["service_area_id"],
            ["service_area.id"],
            name=op.f("fk_action_service_area_id_service_area"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("key", name=op.f("uq_action_key")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_action_plan_id_number")),
    )
    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title_status", sa.String(length=200), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("title_nb", sa.Text(), nullable=False),
        sa.Column("title_nn", sa.Text(), nullable=True),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.Column("description_nb", sa.Text(), nullable=True),
        sa.Column("description_nn", sa.Text(), nullable=True),
        sa.Column("description_en", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_goal_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
        sa.UniqueConstraint("key", name=op.f("uq_goal_key")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_goal_plan_id_number")),
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("definition_nb", sa.Text(), nullable=True),
        sa.Column("definition_nn", sa.Text(), nullable=True),
        sa.Column("definition_en", sa.Text(), nullable=True),
        sa.Column("purpose_nb", sa.Text(), nullable=True),
        sa.Column("purpose_nn", sa.Text(), nullable=True),
        sa.Column("purpose_en", sa.Text(), nullable=True),
        sa.Column("caution_nb", sa.Text(), nullable=True),
        sa.Column("caution_nn", sa.Text(), nullable=True),
        sa.Column("caution_en", sa.Text(), nullable=True),
        sa.Column("unit_of_measure_nb", sa.String(), nullable=False),
        sa.Column("unit_of_measure_nn", sa.String(), nullable=True),
        sa.Column("unit_of_measure_en", sa.String(), nullable=True),
        sa.Column("formula", sa.Text(), nullable=True),
        sa.Column("decimals", sa.SmallInteger(), nullable=False),
        sa.Column("direction", sa.String(length=200), nullable=False),
        sa.Column("frequency", sa.String(length=200), nullable=False),
        sa.Column("producer", sa.String(), nullable=False),
        sa.Column("source_table", sa.String(), nullable=True),
        sa.Column("source_url", sa.Text(), nullable=True),
        sa.Column("licence", sa.String(), nullable=True),
        sa.Column("citation", sa.Text(), nullable=True),
        sa.Column("service_area_id", sa.Integer(), nullable=True),
        sa.Column("next_release_on", sa.Date(), nullable=True),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("title_nb", sa.Text(), nullable=False),
        sa.Column("title_nn", sa.Text(), nullable=True),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["service_area_id"],
            ["service_area.id"],
            name=op.f("fk_indicator_service_area_id_service_area"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("key", name=op.f("uq_indicator_key")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("service_area_id", sa.Integer(), nullable=False),
        sa.Column("leader", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("title_nb", sa.Text(), nullable=False),
        sa.Column("title_nn", sa.Text(), nullable=True),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id_unit")),
        sa.ForeignKeyConstraint(
            ["service_area_id"],
            ["service_area.id"],
            name=op.f("fk_unit_service_area_id_service_area"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("key", name=op.f("uq_unit_key")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_unit_service_area_id"), ["service_area_id"], unique=False
        )

    op.create_table(
        "action_amount",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("operating_nok", sa.BigInteger(), nullable=True),
        sa.Column("investment_nok", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_amount_action_id_action")
        ),
        sa.PrimaryKeyConstraint("action_id", "year", name=op.f("pk_action_amount")),
    )
    op.create_table(
        "baseline",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_baseline_indicator_id_indicator")
        ),
        sa.PrimaryKeyConstraint("indicator_id", name=op.f("pk_baseline")),
    )
    op.create_table(
        "goal_theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title_nb", sa.Text(), nullable=False),
        sa.Column("title_nn", sa.Text(), nullable=True),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_goal_theme_goal_id_goal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_theme")),
        sa.UniqueConstraint("goal_id", "position", name=op.f("uq_goal_theme_goal_id_position")),
    )
    op.create_table(
        "indicator_run",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("source_key", sa.String(length=200), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_run_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_indicator_run_run_id_run")),
        sa.PrimaryKeyConstraint("indicator_id", "source_key", name=op.f("pk_indicator_run")),
    )
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("breakdown", sa.String(length=200), nullable=False),
        sa.Column("label_nb", sa.String(), nullable=True),
        sa.Column("label_nn", sa.String(), nullable=True),
        sa.Column("label_en", sa.String(), nullable=True),
        sa.Column("is_headline", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_series_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_series_region_id_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint(
            "indicator_id",
            "region_id",
            "breakdown",
            name=op.f("uq_series_indicator_id_region_id_breakdown"),
        ),
    )
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.create_index(
            "uq_series_headline",
            ["indicator_id"],
            unique=True,
            sqlite_where=sa.text("is_headline = 1"),
            postgresql_where=sa.text("is_headline"),
        )

    op.create_table(
        "series_break",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("explanation_nb", sa.Text(), nullable=False),
        sa.Column("explanation_nn", sa.Text(), nullable=True),
        sa.Column("explanation_en", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_series_break_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_series_break_region_id_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_break")),
    )
    with op.batch_alter_table("series_break", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_series_break_indicator_id"), ["indicator_id"], unique=False
        )

    op.create_table(
        "subgoal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title_status", sa.String(length=200), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("title_nb", sa.Text(), nullable=False),
        sa.Column("title_nn", sa.Text(), nullable=True),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.Column("description_nb", sa.Text(), nullable=True),
        sa.Column("description_nn", sa.Text(), nullable=True),
        sa.Column("description_en", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_subgoal_goal_id_goal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subgoal")),
        sa.UniqueConstraint("goal_id", "number", name=op.f("uq_subgoal_goal_id_number")),
        sa.UniqueConstraint("key", name=op.f("uq_subgoal_key")),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("template_version", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("received_from", sa.String(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_submission_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "summary",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("latest_period_id", sa.Integer(), nullable=True),
        sa.Column("latest_value", sa.Float(precision=53), nullable=True),
        sa.Column("latest_mark", sa.SmallInteger(), nullable=True),
        sa.Column("previous_period_id", sa.Integer(), nullable=True),
        sa.Column("previous_value", sa.Float(precision=53), nullable=True),
        sa.Column("baseline_year", sa.Integer(), nullable=True),
        sa.Column("baseline_value", sa.Float(precision=53), nullable=True),
        sa.Column("target_year", sa.Integer(), nullable=True),
        sa.Column("target_value", sa.Float(precision=53), nullable=True),
        sa.Column("expected_value", sa.Float(precision=53), nullable=True),
        sa.Column("projected_value", sa.Float(precision=53), nullable=True),
        sa.Column("projected_low", sa.Float(precision=53), nullable=True),
        sa.Column("projected_high", sa.Float(precision=53), nullable=True),
        sa.Column("chance", sa.Float(precision=53), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=200), nullable=False),
        sa.Column("confidence", sa.String(), nullable=True),
        sa.Column("method", sa.String(length=200), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("sparkline", sa.Text(), nullable=False),
        sa.Column("computed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_summary_indicator_id_indicator")
        ),
        sa.PrimaryKeyConstraint("indicator_id", name=op.f("pk_summary")),
    )
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("low", sa.Float(precision=53), nullable=True),
        sa.Column("high", sa.Float(precision=53), nullable=True),
        sa.Column("tolerance", sa.Float(precision=53), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("reference_year", sa.Integer(), nullable=True),
        sa.Column("text_nb", sa.Text(), nullable=True),
        sa.Column("text_nn", sa.Text(), nullable=True),
        sa.Column("text_en", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_target_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_target_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_indicator_id"), ["indicator_id"], unique=False)

    op.create_table(
        "action_subgoal",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("subgoal_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.CheckConstraint("share > 0 AND share <= 1", name=op.f("ck_action_subgoal_share_range")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_subgoal_action_id_action")
        ),
        sa.ForeignKeyConstraint(
            ["subgoal_id"], ["subgoal.id"], name=op.f("fk_action_subgoal_subgoal_id_subgoal")
        ),
        sa.PrimaryKeyConstraint("action_id", "subgoal_id", name=op.f("pk_action_subgoal")),
    )
    with op.batch_alter_table("action_subgoal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_action_subgoal_subgoal_id"), ["subgoal_id"], unique=False
        )

    op.create_table(
        "annual_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_in_force", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("leader", sa.String(), nullable=True),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_annual_plan_submission_id_submission"),
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_annual_plan_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annual_plan")),
        sa.UniqueConstraint(
            "unit_id", "year", "version", name=op.f("uq_annual_plan_unit_id_year_version")
        ),
    )
    op.create_table(
        "indicator_subgoal",
        sa.Column("subgoal_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reason_nb", sa.Text(), nullable=False),
        sa.Column("reason_nn", sa.Text(), nullable=True),
        sa.Column("reason_en", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_indicator_subgoal_indicator_id_indicator"),
        ),
        sa.ForeignKeyConstraint(
            ["subgoal_id"], ["subgoal.id"], name=op.f("fk_indicator_subgoal_subgoal_id_subgoal")
        ),
        sa.PrimaryKeyConstraint("subgoal_id", "indicator_id", name=op.f("pk_indicator_subgoal")),
    )
    with op.batch_alter_table("indicator_subgoal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_indicator_subgoal_indicator_id"), ["indicator_id"], unique=False
        )

    op.create_table(
        "observation",
        sa.Column("series_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("mark", sa.SmallInteger(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series_id", "period_id", name=op.f("pk_observation")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "observation_revision",
        sa.Column("series_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("replaced_by_run_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("mark", sa.SmallInteger(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "series_id", "period_id", "replaced_by_run_id", name=op.f("pk_observation_revision")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "strategy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subgoal_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("text_nb", sa.Text(), nullable=False),
        sa.Column("text_nn", sa.Text(), nullable=True),
        sa.Column("text_en", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["subgoal_id"], ["subgoal.id"], name=op.f("fk_strategy_subgoal_id_subgoal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategy")),
        sa.UniqueConstraint("key", name=op.f("uq_strategy_key")),
    )
    with op.batch_alter_table("strategy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_strategy_subgoal_id"), ["subgoal_id"], unique=False)

    op.create_table(
        "subgoal_predecessor",
        sa.Column("subgoal_id", sa.Integer(), nullable=False),
        sa.Column("predecessor_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["predecessor_id"],
            ["subgoal.id"],
            name=op.f("fk_subgoal_predecessor_predecessor_id_subgoal"),
        ),
        sa.ForeignKeyConstraint(
            ["subgoal_id"], ["subgoal.id"], name=op.f("fk_subgoal_predecessor_subgoal_id_subgoal")
        ),
        sa.PrimaryKeyConstraint(
            "subgoal_id", "predecessor_id", name=op.f("pk_subgoal_predecessor")
        ),
    )
    op.create_table(
        "subgoal_sdg",
        sa.Column("subgoal_id", sa.Integer(), nullable=False),
        sa.Column("sdg", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("sdg BETWEEN 1 AND 17", name=op.f("ck_subgoal_sdg_sdg_range")),
        sa.ForeignKeyConstraint(
            ["subgoal_id"], ["subgoal.id"], name=op.f("fk_subgoal_sdg_subgoal_id_subgoal")
        ),
        sa.PrimaryKeyConstraint("subgoal_id", "sdg", name=op.f("pk_subgoal_sdg")),
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("annual_plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("subgoal_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("responsible", sa.String(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("expected_result", sa.Text(), nullable=True),
        sa.Column("amount_nok", sa.BigInteger(), nullable=True),
        sa.Column("source_cell", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_activity_action_id_action")
        ),
        sa.ForeignKeyConstraint(
            ["annual_plan_id"],
            ["annual_plan.id"],
            name=op.f("fk_activity_annual_plan_id_annual_plan"),
        ),
        sa.ForeignKeyConstraint(
            ["subgoal_id"], ["subgoal.id"], name=op.f("fk_activity_subgoal_id_subgoal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint(
            "annual_plan_id", "number", name=op.f("uq_activity_annual_plan_id_number")
        ),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_subgoal_id"), ["subgoal_id"], unique=False)

    op.create_table(
        "annual_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("annual_plan_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_in_force", sa.Boolean(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["annual_plan_id"],
            ["annual_plan.id"],
            name=op.f("fk_annual_report_annual_plan_id_annual_plan"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_annual_report_submission_id_submission"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_annual_report_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annual_report")),
        sa.UniqueConstraint(
            "unit_id",
            "year",
            "period",
            "version",
            name=op.f("uq_annual_report_unit_id_year_period_version"),
        ),
    )
    op.create_table(
        "unit_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("annual_plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("subgoal_id", sa.Integer(), nullable=True),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("unit_of_measure", sa.String(), nullable=False),
        sa.Column("direction", sa.String(length=200), nullable=False),
        sa.Column("baseline", sa.Float(precision=53), nullable=True),
        sa.Column("target", sa.Float(precision=53), nullable=True),
        sa.Column("source_cell", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["annual_plan_id"],
            ["annual_plan.id"],
            name=op.f("fk_unit_target_annual_plan_id_annual_plan"),
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_unit_target_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(
            ["subgoal_id"], ["subgoal.id"], name=op.f("fk_unit_target_subgoal_id_subgoal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_target")),
        sa.UniqueConstraint(
            "annual_plan_id", "number", name=op.f("uq_unit_target_annual_plan_id_number")
        ),
    )
    with op.batch_alter_table("unit_target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_target_subgoal_id"), ["subgoal_id"], unique=False)

    op.create_table(
        "activity_result",
        sa.Column("annual_report_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=200), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=True),
        sa.Column("source_cell", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_result_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(
            ["annual_report_id"],
            ["annual_report.id"],
            name=op.f("fk_activity_result_annual_report_id_annual_report"),
        ),
        sa.PrimaryKeyConstraint("annual_report_id", "activity_id", name=op.f("pk_activity_result")),
    )
    with op.batch_alter_table("activity_result", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_result_activity_id"), ["activity_id"], unique=False
        )

    op.create_table(
        "unit_result",
        sa.Column("annual_report_id", sa.Integer(), nullable=False),
        sa.Column("unit_target_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=True),
        sa.Column("source_cell", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["annual_report_id"],
            ["annual_report.id"],
            name=op.f("fk_unit_result_annual_report_id_annual_report"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_target_id"],
            ["unit_target.id"],
            name=op.f("fk_unit_result_unit_target_id_unit_target"),
        ),
        sa.PrimaryKeyConstraint("annual_report_id", "unit_target_id", name=op.f("pk_unit_result")),
    )
    with op.batch_alter_table("unit_result", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_unit_result_unit_target_id"), ["unit_target_id"], unique=False
        )
    op.execute(
        "INSERT INTO data_version (id, version, changed_at) VALUES (1, 1, CURRENT_TIMESTAMP)"
    )


def downgrade() -> None:
    """Undo the change."""
    with op.batch_alter_table("unit_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_result_unit_target_id"))

    op.drop_table("unit_result")
    with op.batch_alter_table("activity_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_result_activity_id"))

    op.drop_table("activity_result")
    with op.batch_alter_table("unit_target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_target_subgoal_id"))

    op.drop_table("unit_target")
    op.drop_table("annual_report")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_subgoal_id"))
        batch_op.drop_index(batch_op.f("ix_activity_action_id"))

    op.drop_table("activity")
    op.drop_table("subgoal_sdg")
    op.drop_table("subgoal_predecessor")
    with op.batch_alter_table("strategy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_strategy_subgoal_id"))

    op.drop_table("strategy")
    op.drop_table("observation_revision")
    op.drop_table("observation")
    with op.batch_alter_table("indicator_subgoal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_subgoal_indicator_id"))

    op.drop_table("indicator_subgoal")
    op.drop_table("annual_plan")
    with op.batch_alter_table("action_subgoal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_subgoal_subgoal_id"))

    op.drop_table("action_subgoal")
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_target_indicator_id"))

    op.drop_table("target")
    op.drop_table("summary")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_unit_id"))

    op.drop_table("submission")
    op.drop_table("subgoal")
    with op.batch_alter_table("series_break", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_series_break_indicator_id"))

    op.drop_table("series_break")
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_series_headline",
            sqlite_where=sa.text("is_headline = 1"),
            postgresql_where=sa.text("is_headline"),
        )

    op.drop_table("series")
    op.drop_table("indicator_run")
    op.drop_table("goal_theme")
    op.drop_table("baseline")
    op.drop_table("action_amount")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_service_area_id"))

    op.drop_table("unit")
    op.drop_table("indicator")
    op.drop_table("goal")
    op.drop_table("action")
    op.drop_table("service_area")
    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.drop_index("ix_run_source_key_id")

    op.drop_table("run")
    op.drop_table("region")
    op.drop_table("plan")
    op.drop_table("period")
    op.drop_table("municipality")
    op.drop_table("data_version")
    op.drop_table("audit_event")
