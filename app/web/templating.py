"""What every template can say: words in the reader's language, money, days, who is here and what they can open."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import Flask, current_app, g, request
from markupsafe import Markup, escape

from app.core import clock, language, reference
from app.core.language import _, ngettext
from app.core.money import format_won

WEEKDAYS = (_("월"), _("화"), _("수"), _("목"), _("금"), _("토"), _("일"))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def won(amount: int | None) -> str:
    """1,234,000원 / KRW 1,234,000."""
    if amount is None:
        return "–"
    return str(_("%(amount)s원") % {"amount": format_won(amount)})


def day(value: date | datetime | None) -> str:
    """2026. 11. 22.(일) / 22 Nov 2026, in Korean time."""
    if value is None:
        return "–"
    value = clock.day_of(value) if isinstance(value, datetime) else value
    if language.current() == "ko":
        return f"{value.year}. {value.month}. {value.day}.({WEEKDAYS[value.weekday()]})"
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime | None) -> str:
    if value is None:
        return "–"
    local = value.astimezone(clock.KST)
    return f"{day(local)} {local:%H:%M}"


def ago(value: datetime) -> str:
    """How long ago, coarse: what a list of waiting work shows."""
    days = (clock.today() - clock.day_of(value)).days
    if days <= 0:
        return str(_("오늘"))
    return ngettext("%(days)s일 전", "%(days)s일 전", days) % {"days": days}


def number(value: Decimal | int | float | None) -> str:
    """A decimal as people write it: no trailing zeros, thousands separated."""
    if value is None:
        return "–"
    exact = Decimal(str(value))
    whole = exact == exact.to_integral_value()
    return f"{exact:,.0f}" if whole else f"{exact.normalize():,f}"


def paragraphs(text: str | None) -> Markup:
    """Typed text as paragraphs: escaped, line breaks kept."""
    blocks = [block for block in (text or "").split("\n\n") if block.strip()]
    return Markup("").join(
        Markup("<p>%s</p>") % Markup("<br>").join(escape(line) for line in block.split("\n")) for block in blocks
    )


def _context() -> dict[str, Any]:
    house = current_app.extensions["ieum"]
    actor = g.get("actor")
    menu = house.menu(g.db, actor) if actor is not None and "db" in g else house.empty_menu
    return {
        "actor": actor,
        "language": language.current(),
        "csp_nonce": g.get("csp_nonce", ""),
        "nav_items": menu.items,
        "account_items": menu.account,
        "todo_url": menu.todo_url,
        "todo_count": menu.todo_count,
        "notices_url": menu.notices_url,
        "unread_count": menu.unread_count,
        "footer_links": menu.footer,
        "is_demo": house.settings.is_demo,
        "current_path": request.path,
        "today": clock.today(),
    }


def register(app: Flask) -> None:
    env = app.jinja_env
    env.add_extension("jinja2.ext.i18n")
    env.add_extension("jinja2.ext.do")
    env.install_gettext_callables(language.gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals["reference"] = reference
    env.policies["ext.i18n.trimmed"] = True
    env.trim_blocks = env.lstrip_blocks = True
    env.filters.update(
        won=won, day=day, moment=moment, ago=ago, number=number, paragraphs=paragraphs, josa=language.josa
    )
    app.context_processor(_context)
