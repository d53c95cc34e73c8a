"""One record read field by field: what is wrong is noted beside the field, and reading goes on to find the rest."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from app.core import texts
from app.core.language import Text, _, said
from app.core.reference import INDUSTRIES, REGIONS, current_region
from app.importing.rules.lines import Record
from app.importing.rules.report import Row

ITEMS_MOST = 50
_KSIC = re.compile(r"[A-U]\d{0,5}")
_WHOLE = re.compile(r"-?\d{1,15}")


@dataclass
class Fields:
    """A record (or one inside it) with its place in the file, as `skills[2].`, for the report."""

    record: Record
    row: Row
    place: str = ""
    asked: set[str] = field(default_factory=set)
    inner: list[tuple[str, Fields]] = field(default_factory=list)

    def refuse(self, name: str, sentence: Text) -> None:
        self.row.refuse(self.place + name, sentence)

    def note(self, name: str, sentence: Text) -> None:
        self.row.note(self.place + name, sentence)

    def value(self, name: str) -> Any:
        self.asked.add(name)
        return self.record.get(name)

    @property
    def unused(self) -> list[str]:
        """Names the record, or one inside it, has and nobody asked for."""
        own = [name for name in self.record if name not in self.asked]
        return own + [f"{outer}.{name}" for outer, record in self.inner for name in record.unused]

    # -- texts --------------------------------------------------------------------------------------------------

    def text(self, name: str, most: int | None = None, *, need: bool = False) -> str:
        """A text made clean; refused where it holds what we may not keep."""
        value = self.value(name)
        if value is None or value == "":
            if need:
                self.refuse(name, _("비어 있어요. 꼭 적어 주세요."))
            return ""
        if not isinstance(value, str):
            self.refuse(name, _("따옴표로 묶은 글이어야 해요."))
            return ""
        return self._checked(name, value, most)

    def _checked(self, name: str, value: str, most: int | None) -> str:
        text = texts.clean(value) or ""
        if texts.has_resident_number(text):
            self.refuse(name, _("주민등록번호로 보이는 숫자가 있어요. 지우고 다시 넣어 주세요."))
        elif texts.has_contact(text):
            self.refuse(name, _("이메일이나 휴대전화 번호가 있어요. 연락처는 글에 넣지 않아요. 지워 주세요."))
        elif not _is_writable(text):
            self.refuse(name, _("깨진 글자가 있어요. 다시 적어 주세요."))
        elif most is not None and len(text) > most:
            sentence = _("%(limit)s자 안으로 줄여 주세요. 지금 %(length)s자예요.")
            self.refuse(name, said(sentence, limit=most, length=len(text)))
        else:
            return text
        return ""

    def texts(self, name: str, most: int | None = None, *, items: int = ITEMS_MOST) -> list[str]:
        """A list of texts, blank ones left out."""
        values = self._list(name, items)
        if any(not isinstance(value, str) for value in values):
            self.refuse(name, _('["…", "…"] 모양으로 글만 적어 주세요.'))
            return []
        return [text for text in (self._checked(name, value, most) for value in values) if text]

    def _list(self, name: str, items: int) -> list[Any]:
        value = self.value(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse(name, _("[ ] 로 묶은 목록이어야 해요."))
            return []
        if len(value) > items:
            self.refuse(
                name, said(_("%(most)s개까지 적을 수 있어요. 지금 %(count)s개예요."), most=items, count=len(value))
            )
            return []
        return value

    def records(self, name: str, *, items: int) -> list[Fields]:
        """A list of records, each to be read in its turn."""
        values = self._list(name, items)
        if any(not isinstance(value, dict) for value in values):
            self.refuse(name, _('[{"…": …}] 모양의 목록이어야 해요.'))
            return []
        found = [Fields(value, self.row, f"{self.place}{name}[{at}].") for at, value in enumerate(values, 1)]
        self.inner += [(name, record) for record in found]
        return found

    # -- numbers and days ---------------------------------------------------------------------------------------

    def whole(self, name: str, bounds: tuple[int, int] | None = None, *, need: bool = False) -> int | None:
        """A whole number; one written as text ("12,000,000") is understood."""
        value = self.value(name)
        if value is None or value == "":
            if need:
                self.refuse(name, _("비어 있어요. 꼭 적어 주세요."))
            return None
        number = _whole(value)
        if number is None:
            self.refuse(name, _("숫자만 적어 주세요. 예: 12000000"))
        elif bounds and not bounds[0] <= number <= bounds[1]:
            sentence = _("%(low)s부터 %(high)s까지 적을 수 있어요.")
            self.refuse(name, said(sentence, low=f"{bounds[0]:,}", high=f"{bounds[1]:,}"))
        else:
            return number
        return None

    def measure(self, name: str) -> Decimal | None:
        """An exact number that may have a fraction."""
        value = self.value(name)
        if value is None or value == "":
            return None
        typed = str(value).replace(",", "").strip()
        if isinstance(value, bool) or len(typed) > 30 or not re.fullmatch(r"-?\d+(\.\d+)?([eE]-?\d{1,2})?", typed):
            self.refuse(name, _("숫자로 적어 주세요. 예: 3.5"))
            return None
        return Decimal(typed)

    def day(self, name: str) -> date | None:
        value = self.value(name)
        if value is None or value == "":
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.refuse(name, _("날짜는 2026-12-01처럼 적어 주세요."))
            return None

    # -- codes --------------------------------------------------------------------------------------------------

    def choice(self, name: str, choices: Collection[str], default: str = "") -> str:
        value = self.value(name)
        if value is None or value == "":
            return default
        if value not in list(choices):
            self.refuse(name, said(_("이 가운데 하나로 적어 주세요: %(choices)s"), choices=", ".join(choices)))
            return default
        return str(value)

    def region(self, name: str) -> str:
        value = self.value(name)
        return self._region(name, value) if value not in (None, "") else ""

    def regions(self, name: str) -> list[str]:
        """Each 시·도 once, in the codes of today."""
        codes = [self._region(name, value) for value in self._list(name, len(REGIONS))]
        return list(dict.fromkeys(code for code in codes if code))

    def _region(self, name: str, value: Any) -> str:
        code = current_region(value) if isinstance(value, str) else None
        if code is None:
            sentence = _(
                "‘%(value)s’은(는) 아는 시·도가 아니에요. 11(서울), 41(경기)처럼 두 자리 코드나 이름으로 적어 주세요."
            )
            self.refuse(name, said(sentence, value=_short(value)))
            return ""
        if value in REGIONS and value != code:
            sentence = _("%(old)s은(는) 지금 쓰지 않는 시·도 코드라 %(new)s(%(label)s)로 바꿔 넣었어요.")
            self.note(name, said(sentence, old=value, new=code, label=REGIONS[code].label))
        return code

    def industry(self, name: str) -> str:
        value = self.value(name)
        return self._industry(name, value) if value not in (None, "") else ""

    def industries(self, name: str) -> list[str]:
        codes = [self._industry(name, value) for value in self._list(name, len(INDUSTRIES))]
        return list(dict.fromkeys(code for code in codes if code))

    def _industry(self, name: str, value: Any) -> str:
        """A section, or for manufacturing a division; a longer code is cut to what we keep."""
        code = value.strip().upper() if isinstance(value, str) else ""
        kept = code[:3] if code.startswith("C") else code[:1]
        if not _KSIC.fullmatch(code) or kept not in INDUSTRIES:
            sentence = _("‘%(value)s’은(는) 아는 업종 코드가 아니에요. 한국표준산업분류의 G, C25처럼 적어 주세요.")
            self.refuse(name, said(sentence, value=_short(value)))
            return ""
        if kept != code:
            self.note(name, said(_("%(old)s은(는) %(new)s(으)로 줄여 넣었어요."), old=code, new=kept))
        return kept


def _whole(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 10**15 else None
    typed = str(value).replace(",", "").replace(" ", "")
    return int(typed) if isinstance(value, (int, str)) and _WHOLE.fullmatch(typed) else None


def _is_writable(text: str) -> bool:
    """Half a surrogate pair, which JSON can spell, is no text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _short(value: Any) -> str:
    return str(value)[:40]
