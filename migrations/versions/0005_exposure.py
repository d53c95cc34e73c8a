"""Exposure: first-page places by week, the first page kept with a run, and groups people declare, apart from both.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("match_run", sa.Column("first_page", sa.JSON(), nullable=True))
    op.create_table(
        "match_first_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"], name=op.f("fk_match_first_place_brief_id_brief")),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_match_first_place_profile_id_profile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_first_place")),
        sa.UniqueConstraint("week_on", "brief_id", "profile_id", name="one_first_page_place_a_week"),
    )
    with op.batch_alter_table("match_first_place", schema=None) as batch_op:
        batch_op.create_index("ix_match_first_place_profile", ["profile_id", "week_on"], unique=False)
    op.create_table(
        "declared_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("gender", sa.Text(), nullable=False),
        sa.Column("age_band", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_declared_group_profile_id_profile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declared_group")),
        sa.UniqueConstraint("profile_id", name=op.f("uq_declared_group_profile_id")),
    )


def downgrade() -> None:
    op.drop_table("declared_group")
    with op.batch_alter_table("match_first_place", schema=None) as batch_op:
        batch_op.drop_index("ix_match_first_place_profile")
    op.drop_table("match_first_place")
    with op.batch_alter_table("match_run", schema=None) as batch_op:
        batch_op.drop_column("first_page")
