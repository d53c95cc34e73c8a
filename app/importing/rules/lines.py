"""Reading a JSON Lines file: one record a line, each line either a record or a row that says what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from app.core.language import _, said
from app.importing.rules.report import Report, Row

ROWS_MOST = 5_000
LINE_MOST = 200_000
KEY_MOST = 80

Record = dict[str, Any]


def read_records(file: BinaryIO, report: Report) -> list[tuple[Row, Record]]:
    """Every line that holds a record; each line, good or bad, is a row of the report."""
    found: list[tuple[Row, Record]] = []
    seen: dict[str, int] = {}
    for number, line in _numbered(file, report):
        if len(report.rows) == ROWS_MOST:
            sentence = _("한 파일에 %(most)s줄까지 넣을 수 있어요. 파일을 나누어 주세요.")
            report.problems.append(said(sentence, most=f"{ROWS_MOST:,}"))
            break
        row = Row(number)
        report.rows.append(row)
        record = _record(line, row)
        if record is not None and _has_own_key(record, row, seen):
            found.append((row, record))
    if not report.rows and not report.problems:
        report.problems.append(_("빈 파일이에요. 한 줄에 한 건씩 적힌 JSON Lines 파일인지 봐 주세요."))
    return found


def _numbered(file: BinaryIO, report: Report) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank. One that never ends stops the reading, so that memory has a limit."""
    number = 0
    while line := file.readline(LINE_MOST + 1):
        number += 1
        if len(line) > LINE_MOST:
            sentence = _("%(number)s줄이 너무 길어요(%(most)s바이트까지). 한 줄에 한 건만 있는지 봐 주세요.")
            report.problems.append(said(sentence, number=number, most=f"{LINE_MOST:,}"))
            return
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if line.strip():
            yield number, line


def _record(line: bytes, row: Row) -> Record | None:
    try:
        record = json.loads(line.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        row.refuse("-", _("UTF-8로 적히지 않은 글자가 있어요. 파일을 UTF-8로 다시 저장해 주세요."))
        return None
    except json.JSONDecodeError as error:
        sentence = _("JSON으로 읽을 수 없어요(%(column)s번째 글자 근처). 따옴표와 쉼표, 괄호의 짝을 봐 주세요.")
        row.refuse("-", said(sentence, column=error.colno))
        return None
    except (ValueError, RecursionError):
        row.refuse("-", _("JSON으로 읽을 수 없는 값이 있어요. 숫자와 괄호를 봐 주세요."))
        return None
    if not isinstance(record, dict):
        row.refuse("-", _('한 줄은 {"id": …} 모양의 한 건이어야 해요.'))
        return None
    return record


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _has_own_key(record: Record, row: Row, seen: dict[str, int]) -> bool:
    """Whether the record has an `id` of its own, by which it is found when the file comes again."""
    key = record.get("id")
    if not isinstance(key, str) or not key.strip():
        row.refuse("id", _("건마다 다른 이름(id)이 필요해요. 파일을 다시 넣을 때 같은 건인지 이것으로 알아봐요."))
        return False
    row.key = key.strip()
    if len(row.key) > KEY_MOST or not row.key.isprintable():
        row.refuse("id", said(_("id는 %(most)s자 안의 한 줄 글자여야 해요."), most=KEY_MOST))
        return False
    if row.key in seen:
        row.refuse("id", said(_("%(number)s줄과 id가 같아요. 하나를 지우거나 id를 바꿔 주세요."), number=seen[row.key]))
        return False
    seen[row.key] = row.number
    return True
