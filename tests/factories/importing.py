"""Files as they come in: records that are right, to be spoilt one field at a time."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

BRIEF: dict[str, Any] = {
    "id": "b-1",
    "lang": "ko",
    "raw": "아침마다 불량이 나와요",
    "title": "사출 불량 조기 감지",
    "problem": "사출기 다섯 대에서 기동 직후에 미성형이 몰려 나옵니다.",
    "industry_ksic": "C22",
    "region_code": "44",
    "task_type": "이상탐지",
    "data_readiness": "쇼트 기록 41만 행, 개인정보 없음",
    "essential": ["센서 자료로 이상 탐지를 해 본 경험", "불균형 데이터 처리"],
    "nice": ["사출 공정 이해"],
    "budget_won": 18_000_000,
    "weeks": 12,
    "remote": "region",
}
PROFILE: dict[str, Any] = {
    "id": "p-1",
    "lang": "ko",
    "headline": "기판 외관 검사를 파고든 사람",
    "summary": "품질팀에서 4년 동안 기판 외관을 눈으로 보던 사람입니다.",
    "skills": [{"name": "PyTorch", "level": 4, "evidence": "기판 과제"}, {"name": "이상탐지", "level": 5}],
    "projects": [{"title": "기판 흠 분할", "text": "사진 1,800장에 라벨을 그렸습니다."}],
    "courses": ["스마트제조 AI 비전 과정"],
    "certificates": ["정보처리기사"],
    "availability_hours": 35,
    "earliest_start": "2026-03-02",
    "regions": ["41", "28"],
    "remote": "any",
    "rate_won_per_hour": 32_000,
    "languages": ["ko"],
}


def a_file(*records: Any) -> BytesIO:
    """A JSON Lines file of these records; bytes are lines as they stand."""
    lines = (
        record if isinstance(record, bytes) else json.dumps(record, ensure_ascii=False).encode() for record in records
    )
    return BytesIO(b"\n".join(lines) + b"\n")


def briefs_file(count: int = 1, **changes: Any) -> BytesIO:
    return a_file(*({**BRIEF, "id": f"b-{n}", **changes} for n in range(1, count + 1)))


def profiles_file(count: int = 1, **changes: Any) -> BytesIO:
    return a_file(*({**PROFILE, "id": f"p-{n}", **changes} for n in range(1, count + 1)))
