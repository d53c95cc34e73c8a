"""Milestones and stop reasons of briefs; briefs alike and joined.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

JOINT_STATES = ("proposed", "agreed", "joined", "declined", "expired")


def upgrade() -> None:
    with op.batch_alter_table("brief", schema=None) as batch_op:
        batch_op.add_column(sa.Column("milestones", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("stop_reason", sa.Text(), nullable=True))
    # why those that ended before this did is known only where the move itself says it
    op.execute("UPDATE brief SET stop_reason = 'nobody' WHERE state = 'no_suitable'")
    op.execute("UPDATE brief SET stop_reason = 'other' WHERE state IN ('withdrawn', 'cancelled')")

    op.create_table(
        "joint_brief",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("state", sa.Enum(*JOINT_STATES, name="jointstate", native_enum=False, length=40), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"], name=op.f("fk_joint_brief_brief_id_brief")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["app_user.id"], name=op.f("fk_joint_brief_proposed_by_id_app_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_brief")),
        sa.UniqueConstraint("brief_id", name=op.f("uq_joint_brief_brief_id")),
        sa.UniqueConstraint("number", name=op.f("uq_joint_brief_number")),
    )
    with op.batch_alter_table("joint_brief", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_joint_brief_state"), ["state"], unique=False)

    op.create_table(
        "joint_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("joint_id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("is_lead", sa.Boolean(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["app_user.id"], name=op.f("fk_joint_part_answered_by_id_app_user")
        ),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"], name=op.f("fk_joint_part_brief_id_brief")),
        sa.ForeignKeyConstraint(["joint_id"], ["joint_brief.id"], name=op.f("fk_joint_part_joint_id_joint_brief")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_part")),
        sa.UniqueConstraint("joint_id", "brief_id", name="one_part_of_a_brief_in_a_joint_one"),
    )
    with op.batch_alter_table("joint_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_joint_part_brief_id"), ["brief_id"], unique=False)
        batch_op.create_index(
            "one_lead_of_a_joint_brief",
            ["joint_id"],
            unique=True,
            sqlite_where=sa.text("is_lead"),
            postgresql_where=sa.text("is_lead"),
        )
        batch_op.create_index(
            "one_open_joint_proposal_of_a_brief",
            ["brief_id"],
            unique=True,
            sqlite_where=sa.text("is_open"),
            postgresql_where=sa.text("is_open"),
        )


def downgrade() -> None:
    op.drop_table("joint_part")
    op.drop_table("joint_brief")
    with op.batch_alter_table("brief", schema=None) as batch_op:
        batch_op.drop_column("stop_reason")
        batch_op.drop_column("milestones")
