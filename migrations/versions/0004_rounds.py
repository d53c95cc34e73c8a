"""Rounds of the office.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assignment_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "solving",
                "solved",
                "confirmed",
                "sent",
                "abandoned",
                name="roundstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "weight", sa.Enum("score", "balanced", "even", name="weight", native_enum=False, length=40), nullable=False
        ),
        sa.Column("takes_everybody", sa.Boolean(), nullable=False),
        sa.Column("talent_places", sa.Integer(), nullable=False),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("scored", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["app_user.id"], name=op.f("fk_assignment_round_asked_by_id_app_user")
        ),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["assignment_round.id"], name=op.f("fk_assignment_round_follows_id_assignment_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_round")),
    )
    with op.batch_alter_table("assignment_round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_round_follows_id"), ["follows_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_round_state"), ["state"], unique=False)

    op.create_table(
        "round_brief",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.CheckConstraint("places > 0", name=op.f("ck_round_brief_a_brief_has_a_place")),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"], name=op.f("fk_round_brief_brief_id_brief")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["assignment_round.id"], name=op.f("fk_round_brief_round_id_assignment_round")
        ),
        sa.PrimaryKeyConstraint("round_id", "brief_id", name=op.f("pk_round_brief")),
    )
    op.create_table(
        "round_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.Enum("pin", "ban", name="choice", native_enum=False, length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"], name=op.f("fk_round_choice_brief_id_brief")),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_round_choice_profile_id_profile")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["assignment_round.id"], name=op.f("fk_round_choice_round_id_assignment_round")
        ),
        sa.ForeignKeyConstraint(["undone_by"], ["app_user.id"], name=op.f("fk_round_choice_undone_by_app_user")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_round_choice_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_choice")),
    )
    with op.batch_alter_table("round_choice", schema=None) as batch_op:
        batch_op.create_index(
            "one_choice_per_pair_of_a_round",
            ["round_id", "brief_id", "profile_id"],
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )

    op.create_table(
        "round_solution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column(
            "weight", sa.Enum("score", "balanced", "even", name="weight", native_enum=False, length=40), nullable=False
        ),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("pairs", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("gini", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["app_user.id"], name=op.f("fk_round_solution_asked_by_id_app_user")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["assignment_round.id"], name=op.f("fk_round_solution_round_id_assignment_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_solution")),
    )
    with op.batch_alter_table("round_solution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_solution_round_id"), ["round_id"], unique=False)

    op.create_table(
        "round_talent",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.CheckConstraint("places > 0", name=op.f("ck_round_talent_a_talent_has_a_place")),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_round_talent_profile_id_profile")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["assignment_round.id"], name=op.f("fk_round_talent_round_id_assignment_round")
        ),
        sa.PrimaryKeyConstraint("round_id", "profile_id", name=op.f("pk_round_talent")),
    )
    op.create_table(
        "recommendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("offered", "invited", "passed", "lapsed", name="recommendationstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"], name=op.f("fk_recommendation_brief_id_brief")),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_recommendation_invitation_id_invitation")
        ),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_recommendation_profile_id_profile")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["assignment_round.id"], name=op.f("fk_recommendation_round_id_assignment_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("round_id", "brief_id", "profile_id", name="one_recommendation_per_pair_of_a_round"),
    )
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_brief_id"), ["brief_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_profile_id"), ["profile_id"], unique=False)
        batch_op.create_index(
            "one_open_recommendation_per_brief_and_talent",
            ["brief_id", "profile_id"],
            unique=True,
            sqlite_where=sa.text("state = 'offered'"),
            postgresql_where=sa.text("state = 'offered'"),
        )


def downgrade() -> None:
    for table in (
        "recommendation",
        "round_talent",
        "round_solution",
        "round_choice",
        "round_brief",
        "assignment_round",
    ):
        op.drop_table(table)
