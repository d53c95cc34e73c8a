"""Versions of the weights.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "weights_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("candidate", "in_use", "retired", name="weightsstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("numbers", sa.JSON(), nullable=True),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weights_version")),
        sa.UniqueConstraint("version", name=op.f("uq_weights_version_version")),
    )
    with op.batch_alter_table("weights_version", schema=None) as batch_op:
        batch_op.create_index(
            "one_weights_version_in_use",
            ["state"],
            unique=True,
            sqlite_where=sa.text("state = 'in_use'"),
            postgresql_where=sa.text("state = 'in_use'"),
        )


def downgrade() -> None:
    with op.batch_alter_table("weights_version", schema=None) as batch_op:
        batch_op.drop_index("one_weights_version_in_use")

    op.drop_table("weights_version")
