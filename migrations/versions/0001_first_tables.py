"""The tables of the whole pass, from people to outcomes.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answered_request",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("request_digest", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", "who", name=op.f("pk_answered_request")),
    )
    with op.batch_alter_table("answered_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answered_request_at"), ["at"], unique=False)

    op.create_table(
        "app_user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("visitor", "client", "talent", "office", "clock", name="kind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("name_ko", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("email_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_app_user")),
        sa.UniqueConstraint("email", name=op.f("uq_app_user_email")),
    )
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thing", sa.Text(), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.Text(), nullable=False),
        sa.Column("from_state", sa.Text(), nullable=True),
        sa.Column("to_state", sa.Text(), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index("ix_history_move", ["thing", "move", "at"], unique=False)
        batch_op.create_index("ix_history_thing", ["thing", "thing_id", "id"], unique=False)

    op.create_table(
        "index_contents",
        sa.Column("corpus_digest", sa.Text(), nullable=False),
        sa.Column("model_hash", sa.Text(), nullable=False),
        sa.Column("document_ids", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("corpus_digest", "model_hash", name=op.f("pk_index_contents")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("dedupe_key", sa.Text(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("waiting", "running", "done", "parked", name="jobstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_due", ["state", "run_at"], unique=False)
        batch_op.create_index(
            "one_waiting_job_per_key",
            ["dedupe_key"],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "number_series",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_number_series")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("business_number", sa.Text(), nullable=False),
        sa.Column("industry_ksic", sa.Text(), nullable=False),
        sa.Column("size_band", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "unverified", "requested", "verified", "expired", name="organisationstate", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("verified_how", sa.Text(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edit_version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("business_number", name=op.f("uq_organisation_business_number")),
    )
    op.create_table(
        "proposed_skill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("proposed", "adopted", "declined", name="wordstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_skill")),
        sa.UniqueConstraint("folded", name=op.f("uq_proposed_skill_folded")),
    )
    with op.batch_alter_table("proposed_skill", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposed_skill_state"), ["state"], unique=False)

    op.create_table(
        "rate_count",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("window", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", "subject", "window", name=op.f("pk_rate_count")),
    )
    with op.batch_alter_table("rate_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rate_count_ends_at"), ["ends_at"], unique=False)

    op.create_table(
        "stored_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stored_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "text_vector",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("model_hash", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", "model_hash", name=op.f("pk_text_vector")),
    )
    op.create_table(
        "brief",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "changes_requested",
                "rejected",
                "published",
                "suspended",
                "withdrawn",
                "closed",
                "selecting",
                "no_suitable",
                "awarded",
                "completed",
                "cancelled",
                name="briefstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("slots", sa.Integer(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("tried", sa.Text(), nullable=False),
        sa.Column("data_text", sa.Text(), nullable=False),
        sa.Column("kpi_name", sa.Text(), nullable=False),
        sa.Column("kpi_baseline", sa.Numeric(precision=18, scale=4), nullable=True),
        sa.Column("kpi_target", sa.Numeric(precision=18, scale=4), nullable=True),
        sa.Column("kpi_unit", sa.Text(), nullable=False),
        sa.Column(
            "kpi_better", sa.Enum("lower", "higher", name="better", native_enum=False, length=40), nullable=False
        ),
        sa.Column("kpi_how", sa.Text(), nullable=False),
        sa.Column("deliverables", sa.Text(), nullable=False),
        sa.Column("out_of_scope", sa.Text(), nullable=False),
        sa.Column("task_type", sa.Text(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("verdict_override_reason", sa.Text(), nullable=True),
        sa.Column("industry_ksic", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column(
            "remote", sa.Enum("any", "region", "onsite", name="remote", native_enum=False, length=40), nullable=False
        ),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("budget_won", sa.BigInteger(), nullable=True),
        sa.Column("weeks", sa.Integer(), nullable=True),
        sa.Column("hours_per_week", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("imported_key", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edit_version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("budget_won >= 0", name=op.f("ck_brief_budget_is_not_negative")),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name=op.f("fk_brief_author_id_app_user")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_brief_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brief")),
        sa.UniqueConstraint("imported_key", name=op.f("uq_brief_imported_key")),
        sa.UniqueConstraint("number", name=op.f("uq_brief_number")),
    )
    with op.batch_alter_table("brief", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_brief_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_brief_state"), ["state"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_consent_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_user_id"), ["user_id"], unique=False)

    op.create_table(
        "mail_token",
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("confirm", "reset", "claim", name="tokenpurpose", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_mail_token_user_id_app_user")),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_mail_token")),
    )
    with op.batch_alter_table("mail_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mail_token_user_id"), ["user_id"], unique=False)

    op.create_table(
        "member_invite",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("role", sa.Enum("owner", "member", name="role", native_enum=False, length=40), nullable=False),
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("invited_by", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("redeemed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["invited_by"], ["app_user.id"], name=op.f("fk_member_invite_invited_by_app_user")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_member_invite_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_invite")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_member_invite_token_digest")),
    )
    with op.batch_alter_table("member_invite", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_invite_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Enum("owner", "member", name="role", native_enum=False, length=40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_membership_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_membership_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("user_id", name=op.f("uq_membership_user_id")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("history_id", sa.Integer(), nullable=False),
        sa.Column("workflow", sa.Text(), nullable=False),
        sa.Column("move", sa.Text(), nullable=False),
        sa.Column("gaps", sa.JSON(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["history_id"], ["history.id"], name=op.f("fk_notice_history_id_history")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_notice_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("user_id", "history_id", name="one_notice_per_person_and_event"),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_unread", ["user_id", "read_at"], unique=False)

    op.create_table(
        "profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("unclaimed", "draft", "listed", "paused", name="profilestate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("availability_hours", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("rate_won_per_hour", sa.BigInteger(), nullable=True),
        sa.Column("regions", sa.JSON(), nullable=False),
        sa.Column("remote", sa.Text(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("wanted_industries", sa.JSON(), nullable=False),
        sa.Column("unwanted_industries", sa.JSON(), nullable=False),
        sa.Column("growth_skills", sa.JSON(), nullable=False),
        sa.Column("matching_refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("imported_key", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edit_version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_profile_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
        sa.UniqueConstraint("imported_key", name=op.f("uq_profile_imported_key")),
        sa.UniqueConstraint("number", name=op.f("uq_profile_number")),
        sa.UniqueConstraint("user_id", name=op.f("uq_profile_user_id")),
    )
    with op.batch_alter_table("profile", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_state"), ["state"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_sign_in_user_id_app_user")),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_user_id"), ["user_id"], unique=False)

    op.create_table(
        "blocked_organisation",
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_blocked_organisation_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name=op.f("fk_blocked_organisation_profile_id_profile")
        ),
        sa.PrimaryKeyConstraint("profile_id", "organisation_id", name=op.f("pk_blocked_organisation")),
    )
    op.create_table(
        "brief_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"], name=op.f("fk_brief_version_brief_id_brief")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brief_version")),
        sa.UniqueConstraint("brief_id", "version", name="one_row_per_brief_version"),
    )
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_certificate_profile_id_profile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "committed_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_committed_hours_profile_id_profile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committed_hours")),
        sa.UniqueConstraint("source", name=op.f("uq_committed_hours_source")),
    )
    with op.batch_alter_table("committed_hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committed_hours_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_course_profile_id_profile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
    )
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_course_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "sent",
                "accepted",
                "declined",
                "expired",
                "withdrawn",
                name="invitationstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"], name=op.f("fk_invitation_brief_id_brief")),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_invitation_profile_id_profile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_profile_id"), ["profile_id"], unique=False)
        batch_op.create_index(
            "one_live_invitation_per_brief_and_talent",
            ["brief_id", "profile_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('sent', 'accepted')"),
            postgresql_where=sa.text("state IN ('sent', 'accepted')"),
        )

    op.create_table(
        "match_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=True),
        sa.Column("profile_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("model_hash", sa.Text(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(brief_id IS NULL) <> (profile_id IS NULL)",
            name=op.f("ck_match_document_document_of_a_brief_or_a_profile"),
        ),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"], name=op.f("fk_match_document_brief_id_brief")),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_match_document_profile_id_profile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_document")),
    )
    with op.batch_alter_table("match_document", schema=None) as batch_op:
        batch_op.create_index(
            "one_current_document_per_brief",
            ["brief_id"],
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )
        batch_op.create_index(
            "one_current_document_per_profile",
            ["profile_id"],
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )

    op.create_table(
        "match_exclusion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"], name=op.f("fk_match_exclusion_brief_id_brief")),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_match_exclusion_profile_id_profile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_exclusion")),
    )
    with op.batch_alter_table("match_exclusion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_exclusion_profile_id"), ["profile_id"], unique=False)
        batch_op.create_index(
            "one_exclusion_per_brief_and_talent",
            ["brief_id", "profile_id"],
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )

    op.create_table(
        "match_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Enum("client", "talent", name="side", native_enum=False, length=40), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=True),
        sa.Column("profile_id", sa.Integer(), nullable=True),
        sa.Column(
            "mode", sa.Enum("full", "lexical", "plain", name="mode", native_enum=False, length=40), nullable=False
        ),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("model_hash", sa.Text(), nullable=True),
        sa.Column("index_generation", sa.Text(), nullable=True),
        sa.Column("corpus_digest", sa.Text(), nullable=True),
        sa.Column("weights_version", sa.Text(), nullable=True),
        sa.Column("inputs_digest", sa.Text(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("ranked", sa.JSON(), nullable=False),
        sa.Column("rest", sa.JSON(), nullable=False),
        sa.Column("excluded", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"], name=op.f("fk_match_run_brief_id_brief")),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_match_run_profile_id_profile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_run")),
        sa.UniqueConstraint("inputs_digest", name=op.f("uq_match_run_inputs_digest")),
    )
    with op.batch_alter_table("match_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_run_brief_id"), ["brief_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_match_run_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "profile_skill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("skill_id", sa.Text(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("evidence_level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 4", name=op.f("ck_profile_skill_level_is_1_to_4")),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_profile_skill_profile_id_profile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_skill")),
        sa.UniqueConstraint("profile_id", "name", name="a_skill_once_in_a_profile"),
    )
    with op.batch_alter_table("profile_skill", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_skill_profile_id"), ["profile_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_profile_skill_skill_id"), ["skill_id"], unique=False)

    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("industry_ksic", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("edit_version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_project_profile_id_profile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("need", sa.Enum("essential", "nice", name="need", native_enum=False, length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("skill_ids", sa.JSON(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"], name=op.f("fk_requirement_brief_id_brief")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement")),
    )
    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requirement_brief_id"), ["brief_id"], unique=False)

    op.create_table(
        "match_impression",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("glance", sa.Enum("shown", "opened", name="glance", native_enum=False, length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["match_run.id"], name=op.f("fk_match_impression_run_id_match_run")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_match_impression_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_impression")),
    )
    with op.batch_alter_table("match_impression", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_impression_run_id"), ["run_id"], unique=False)

    op.create_table(
        "match_judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column(
            "verdict", sa.Enum("pin", "hide", "ignore", name="verdict", native_enum=False, length=40), nullable=False
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("model_hash", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"], name=op.f("fk_match_judgement_brief_id_brief")),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_match_judgement_profile_id_profile")),
        sa.ForeignKeyConstraint(["run_id"], ["match_run.id"], name=op.f("fk_match_judgement_run_id_match_run")),
        sa.ForeignKeyConstraint(["undone_by"], ["app_user.id"], name=op.f("fk_match_judgement_undone_by_app_user")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_match_judgement_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_judgement")),
    )
    with op.batch_alter_table("match_judgement", schema=None) as batch_op:
        batch_op.create_index(
            "one_judgement_per_brief_and_talent",
            ["brief_id", "profile_id"],
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )

    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("brief_version", sa.Integer(), nullable=False),
        sa.Column("told_version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "withdrawn",
                "under_review",
                "shortlisted",
                "negotiating",
                "selected",
                "not_selected",
                "disqualified",
                "lapsed",
                name="proposalstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("approach", sa.Text(), nullable=False),
        sa.Column("amount_won", sa.BigInteger(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_reason", sa.Text(), nullable=True),
        sa.Column("answer_gap", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edit_version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state <> 'selected' OR slot IS NOT NULL", name=op.f("ck_proposal_selected_has_a_slot")),
        sa.CheckConstraint("amount_won >= 0", name=op.f("ck_proposal_amount_is_not_negative")),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"], name=op.f("fk_proposal_brief_id_brief")),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_proposal_invitation_id_invitation")
        ),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_proposal_profile_id_profile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_profile_id"), ["profile_id"], unique=False)
        batch_op.create_index(
            "one_live_proposal_per_brief_and_talent",
            ["brief_id", "profile_id"],
            unique=True,
            sqlite_where=sa.text(
                "state IN ('draft', 'submitted', 'under_review', 'shortlisted', 'negotiating', 'selected')"
            ),
            postgresql_where=sa.text(
                "state IN ('draft', 'submitted', 'under_review', 'shortlisted', 'negotiating', 'selected')"
            ),
        )
        batch_op.create_index(
            "one_selected_proposal_per_slot",
            ["brief_id", "slot"],
            unique=True,
            sqlite_where=sa.text("state = 'selected'"),
            postgresql_where=sa.text("state = 'selected'"),
        )

    op.create_table(
        "skill_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_skill_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("submitted", "approved", "rejected", "revoked", name="evidencestate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_skill_evidence_file_id_stored_file")),
        sa.ForeignKeyConstraint(
            ["profile_skill_id"], ["profile_skill.id"], name=op.f("fk_skill_evidence_profile_skill_id_profile_skill")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill_evidence")),
    )
    with op.batch_alter_table("skill_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_skill_evidence_profile_skill_id"), ["profile_skill_id"], unique=False)
        batch_op.create_index(
            "one_live_proof_per_skill_and_source",
            ["profile_skill_id", "source"],
            unique=True,
            sqlite_where=sa.text("state IN ('submitted', 'approved')"),
            postgresql_where=sa.text("state IN ('submitted', 'approved')"),
        )

    op.create_table(
        "contract",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "pending_signature",
                "partially_signed",
                "signed",
                "active",
                "completed",
                "voided",
                name="contractstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("amount_won", sa.BigInteger(), nullable=False),
        sa.Column(
            "tax_mode", sa.Enum("withholding", "vat", name="taxmode", native_enum=False, length=40), nullable=False
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("hours_per_week", sa.Integer(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("signs_of_employment", sa.JSON(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("document_sha256", sa.Text(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edit_version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount_won > 0", name=op.f("ck_contract_amount_is_positive")),
        sa.ForeignKeyConstraint(["brief_id"], ["brief.id"], name=op.f("fk_contract_brief_id_brief")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_contract_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["profile_id"], ["profile.id"], name=op.f("fk_contract_profile_id_profile")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_contract_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
        sa.UniqueConstraint("number", name=op.f("uq_contract_number")),
    )
    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contract_brief_id"), ["brief_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contract_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contract_profile_id"), ["profile_id"], unique=False)
        batch_op.create_index(
            "one_live_contract_per_proposal",
            ["proposal_id"],
            unique=True,
            sqlite_where=sa.text("state != 'voided'"),
            postgresql_where=sa.text("state != 'voided'"),
        )

    op.create_table(
        "counter_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Enum("client", "talent", name="side", native_enum=False, length=40), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open", "agreed", "refused", "replaced", "withdrawn", name="offerstate", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("amount_won", sa.BigInteger(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_counter_offer_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter_offer")),
    )
    with op.batch_alter_table("counter_offer", schema=None) as batch_op:
        batch_op.create_index(
            "one_open_offer_per_proposal",
            ["proposal_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "requirement_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("length(text) <= 300", name=op.f("ck_requirement_evidence_evidence_is_short")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_requirement_evidence_project_id_project"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_requirement_evidence_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_requirement_evidence_requirement_id_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement_evidence")),
        sa.UniqueConstraint("proposal_id", "requirement_id", name="one_evidence_per_requirement"),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.Column("amount_won", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "in_progress",
                "submitted",
                "changes_requested",
                "accepted",
                "deemed_accepted",
                "paid",
                name="milestonestate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("last_return", sa.Text(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edit_version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount_won >= 0", name=op.f("ck_milestone_amount_is_not_negative")),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name=op.f("fk_milestone_contract_id_contract")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_contract_id"), ["contract_id"], unique=False)

    op.create_table(
        "outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "due",
                "reported",
                "returned",
                "verified",
                "unverifiable",
                "revoked",
                name="outcomestate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("kpi_name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("better", sa.Enum("lower", "higher", name="better", native_enum=False, length=40), nullable=False),
        sa.Column("baseline", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("target", sa.Numeric(precision=18, scale=4), nullable=False),
        sa.Column("actual", sa.Numeric(precision=18, scale=4), nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("measured_from", sa.Date(), nullable=True),
        sa.Column("measured_to", sa.Date(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("skill_names", sa.JSON(), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edit_version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name=op.f("fk_outcome_contract_id_contract")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_outcome_file_id_stored_file")),
        sa.ForeignKeyConstraint(["reporter_id"], ["app_user.id"], name=op.f("fk_outcome_reporter_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sa.UniqueConstraint("contract_id", name=op.f("uq_outcome_contract_id")),
    )
    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_state"), ["state"], unique=False)

    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("side", sa.Enum("client", "talent", name="side", native_enum=False, length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("signer_name", sa.Text(), nullable=False),
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name=op.f("fk_signature_contract_id_contract")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_signature_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint("contract_id", "version", "side", name="one_signature_per_side_and_version"),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestone.id"], name=op.f("fk_delivery_milestone_id_milestone")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delivery_milestone_id"), ["milestone_id"], unique=False)

    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("supply_won", sa.BigInteger(), nullable=False),
        sa.Column("vat_won", sa.BigInteger(), nullable=False),
        sa.Column("income_tax_won", sa.BigInteger(), nullable=False),
        sa.Column("local_tax_won", sa.BigInteger(), nullable=False),
        sa.Column("paid_won", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("tax_invoice", sa.Text(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("paid_won >= 0", name=op.f("ck_payment_paid_is_not_negative")),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestone.id"], name=op.f("fk_payment_milestone_id_milestone")),
        sa.ForeignKeyConstraint(["recorded_by"], ["app_user.id"], name=op.f("fk_payment_recorded_by_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("milestone_id", name=op.f("uq_payment_milestone_id")),
    )
    op.create_table(
        "delivery_file",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_delivery_file_delivery_id_delivery")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_delivery_file_file_id_stored_file")),
        sa.PrimaryKeyConstraint("delivery_id", "file_id", name=op.f("pk_delivery_file")),
    )


def downgrade() -> None:
    op.drop_table("delivery_file")
    op.drop_table("payment")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delivery_milestone_id"))

    op.drop_table("delivery")
    op.drop_table("signature")
    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_state"))

    op.drop_table("outcome")
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_contract_id"))

    op.drop_table("milestone")
    op.drop_table("requirement_evidence")
    with op.batch_alter_table("counter_offer", schema=None) as batch_op:
        batch_op.drop_index(
            "one_open_offer_per_proposal",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.drop_table("counter_offer")
    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.drop_index(
            "one_live_contract_per_proposal",
            sqlite_where=sa.text("state != 'voided'"),
            postgresql_where=sa.text("state != 'voided'"),
        )
        batch_op.drop_index(batch_op.f("ix_contract_profile_id"))
        batch_op.drop_index(batch_op.f("ix_contract_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_contract_brief_id"))

    op.drop_table("contract")
    with op.batch_alter_table("skill_evidence", schema=None) as batch_op:
        batch_op.drop_index(
            "one_live_proof_per_skill_and_source",
            sqlite_where=sa.text("state IN ('submitted', 'approved')"),
            postgresql_where=sa.text("state IN ('submitted', 'approved')"),
        )
        batch_op.drop_index(batch_op.f("ix_skill_evidence_profile_skill_id"))

    op.drop_table("skill_evidence")
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index(
            "one_selected_proposal_per_slot",
            sqlite_where=sa.text("state = 'selected'"),
            postgresql_where=sa.text("state = 'selected'"),
        )
        batch_op.drop_index(
            "one_live_proposal_per_brief_and_talent",
            sqlite_where=sa.text(
                "state IN ('draft', 'submitted', 'under_review', 'shortlisted', 'negotiating', 'selected')"
            ),
            postgresql_where=sa.text(
                "state IN ('draft', 'submitted', 'under_review', 'shortlisted', 'negotiating', 'selected')"
            ),
        )
        batch_op.drop_index(batch_op.f("ix_proposal_profile_id"))

    op.drop_table("proposal")
    with op.batch_alter_table("match_judgement", schema=None) as batch_op:
        batch_op.drop_index(
            "one_judgement_per_brief_and_talent",
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )

    op.drop_table("match_judgement")
    with op.batch_alter_table("match_impression", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_match_impression_run_id"))

    op.drop_table("match_impression")
    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_requirement_brief_id"))

    op.drop_table("requirement")
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_profile_id"))

    op.drop_table("project")
    with op.batch_alter_table("profile_skill", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_profile_skill_skill_id"))
        batch_op.drop_index(batch_op.f("ix_profile_skill_profile_id"))

    op.drop_table("profile_skill")
    with op.batch_alter_table("match_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_match_run_profile_id"))
        batch_op.drop_index(batch_op.f("ix_match_run_brief_id"))

    op.drop_table("match_run")
    with op.batch_alter_table("match_exclusion", schema=None) as batch_op:
        batch_op.drop_index(
            "one_exclusion_per_brief_and_talent",
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_match_exclusion_profile_id"))

    op.drop_table("match_exclusion")
    with op.batch_alter_table("match_document", schema=None) as batch_op:
        batch_op.drop_index(
            "one_current_document_per_profile",
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )
        batch_op.drop_index(
            "one_current_document_per_brief",
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )

    op.drop_table("match_document")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(
            "one_live_invitation_per_brief_and_talent",
            sqlite_where=sa.text("state IN ('sent', 'accepted')"),
            postgresql_where=sa.text("state IN ('sent', 'accepted')"),
        )
        batch_op.drop_index(batch_op.f("ix_invitation_profile_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_course_profile_id"))

    op.drop_table("course")
    with op.batch_alter_table("committed_hours", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committed_hours_profile_id"))

    op.drop_table("committed_hours")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_profile_id"))

    op.drop_table("certificate")
    op.drop_table("brief_version")
    op.drop_table("blocked_organisation")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_user_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("profile", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_profile_state"))

    op.drop_table("profile")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_unread")

    op.drop_table("notice")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_organisation_id"))

    op.drop_table("membership")
    with op.batch_alter_table("member_invite", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_invite_organisation_id"))

    op.drop_table("member_invite")
    with op.batch_alter_table("mail_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mail_token_user_id"))

    op.drop_table("mail_token")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_user_id"))

    op.drop_table("consent")
    with op.batch_alter_table("brief", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_brief_state"))
        batch_op.drop_index(batch_op.f("ix_brief_organisation_id"))

    op.drop_table("brief")
    op.drop_table("text_vector")
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stored_file_sha256"))

    op.drop_table("stored_file")
    with op.batch_alter_table("rate_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rate_count_ends_at"))

    op.drop_table("rate_count")
    with op.batch_alter_table("proposed_skill", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposed_skill_state"))

    op.drop_table("proposed_skill")
    op.drop_table("organisation")
    op.drop_table("number_series")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(
            "one_waiting_job_per_key",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index("ix_job_due")

    op.drop_table("job")
    op.drop_table("index_contents")
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.drop_index("ix_history_thing")
        batch_op.drop_index("ix_history_move")

    op.drop_table("history")
    op.drop_table("app_user")
    with op.batch_alter_table("answered_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answered_request_at"))

    op.drop_table("answered_request")
