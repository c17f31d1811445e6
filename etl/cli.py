"""The click groups of the way in; ``dashboard.cli`` assembles them into ``rodtrad``."""

from __future__ import annotations

from etl.action_plan.cli import actions_template_command, load_actions_command
from etl.annual_plan.cli import annual_plan_group
from etl.demo.cli import demo_group
from etl.plans.cli import plan_group
from etl.statistics_cli import etl_group
from etl.status_cli import status_group

plan_group.add_command(load_actions_command)
plan_group.add_command(actions_template_command)

GROUPS = (plan_group, etl_group, annual_plan_group, status_group, demo_group)
