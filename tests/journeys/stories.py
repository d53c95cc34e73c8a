"""The story of the journeys as its people would write it, in Korean and in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.core import clock

OWNER, MEMBER, CLERK = "owner@ieum.example", "member@ieum.example", "office@ieum.example"
SOLVER, RIVAL = "solver@ieum.example", "rival@ieum.example"
BUSINESS_NUMBER, MISTYPED_NUMBER = "999-12-34519", "999-12-34518"
INDUSTRY, REGION = "C", "41"
BUDGET_WON, AGREED_WON = "12,000,000", "10,000,000"
FIRST_PART_WON, FIRST_PAID_WON = "3,000,000", "2,901,000"  # 30 % of it, and what 3.3 % withheld leaves


@dataclass(frozen=True)
class Story:
    """Who they are, what the firm asks, what the talent can do, and what they say to each other."""

    firm: str
    owner: str
    member: str
    solver: str
    rival: str
    brief: Mapping[str, Mapping[str, str]]
    better_data: str
    next_brief: Mapping[str, Mapping[str, str]]
    introduction: Mapping[str, str]
    project: Mapping[str, str]
    skill: Mapping[str, str]
    other_skill: str
    approach: str
    evidence: Sequence[str]
    reason: str
    report: Mapping[str, str]

    @property
    def title(self) -> str:
        return self.brief["problem"]["title"]

    @property
    def next_title(self) -> str:
        return self.next_brief["problem"]["title"]


def terms() -> dict[str, str]:
    """Budget, time and place of a brief."""
    return {
        "budget_won": BUDGET_WON,
        "weeks": "10",
        "hours_per_week": "15",
        "deadline_on": day(21),
        "remote": "any",
        "region_code": REGION,
    }


def day(later: int = 0) -> str:
    """Today, or a number of days later, as a day is typed."""
    return (clock.today() + timedelta(days=later)).isoformat()


KOREAN = Story(
    firm="가람사출",
    owner="한지우",
    member="윤서연",
    solver="박하늘",
    rival="최바다",
    brief={
        "problem": {
            "title": "사출 불량을 아침에 미리 알기",
            "problem": "사출기 다섯 대가 아침에 켠 직후 불량이 몰려 나와 하루에 300개쯤 버립니다. 기계 기록은 남지만 볼 사람이 없습니다.",
        },
        "data": {"data_text": "기계 기록이 있습니다."},
        "numbers": {"kpi_name": "불량률", "kpi_unit": "%", "kpi_baseline": "3.1", "kpi_target": "1.5"},
        "people": {
            "essential-0-line": "설비 센서 기록으로 불량을 미리 찾아 본 경험",
            "nice-0-line": "사출 현장을 아는 사람",
        },
    },
    better_data="기계 기록 14개월치가 CSV로 있습니다. 불량 수 장부는 1,900줄이고 개인정보는 없습니다.",
    next_brief={
        "problem": {
            "title": "건조기 이상을 먼저 알아채기",
            "problem": "건조기 네 대의 온도가 밤사이 틀어지면 아침에 재료를 모두 버립니다. 온도 기록은 1분마다 남습니다.",
        },
        "data": {"data_text": "온도 기록 2년치, 개인정보 없음"},
        "numbers": {"kpi_name": "버린 재료", "kpi_unit": "kg/월", "kpi_baseline": "420", "kpi_target": "100"},
        "people": {"essential-0-line": "이상탐지 경보의 기준값을 혼자 정해 본 경험"},
    },
    introduction={
        "headline": "설비 기록에서 불량의 앞 신호를 찾는 사람",
        "summary": "공장 설비가 남긴 기록을 모아 불량이 나기 전의 신호를 찾았습니다. 엑셀로 시작해 파이썬으로 옮깁니다.",
    },
    project={
        "title": "사출기 센서 기록으로 불량 미리 알기",
        "text": "설비 센서 기록 12만 건으로 불량을 30분 먼저 찾았습니다. 현장 반장님과 함께 화면을 만들었습니다.",
        "metric": "불량률 3.1% → 1.2%",
    },
    skill={"name": "이상탐지", "level": "3", "evidence": "이상탐지 경보의 기준값을 혼자 정했습니다."},
    other_skill="Python",
    approach="먼저 기록을 같이 보고, 불량이 난 날의 앞 30분을 모아 신호를 찾겠습니다. 매주 화면으로 보여 드립니다.",
    evidence=(
        "센서 기록 12만 건으로 불량을 30분 먼저 찾아 불량률을 3.1%에서 1.2%로 낮췄습니다.",
        "사출 공장에서 석 달 동안 일했습니다.",
    ),
    reason="무엇을 어떻게 보면 되는지 조금 더 자세히 적어 주세요.",
    report={
        "actual": "1.4",
        "method": "4주 동안 모든 로트를 같은 기준으로 세었습니다.",
        "evidence": "품질팀 검사 일지와 설비 기록의 집계표",
    },
)

ENGLISH = Story(
    firm="Garam Moulding",
    owner="Jiwoo Han",
    member="Seoyeon Yoon",
    solver="Haneul Park",
    rival="Bada Choi",
    brief={
        "problem": {
            "title": "Knowing moulding defects before they come",
            "problem": "Right after the five moulding machines are switched on in the morning, defects pile up and we throw away 300 parts a day. The machines keep logs but nobody reads them.",
        },
        "data": {"data_text": "There are machine logs."},
        "numbers": {"kpi_name": "Defect rate", "kpi_unit": "%", "kpi_baseline": "3.1", "kpi_target": "1.5"},
        "people": {
            "essential-0-line": "Has found defects early from machine sensor logs",
            "nice-0-line": "Knows a moulding shop",
        },
    },
    better_data="14 months of machine logs as CSV, a ledger of defects with 1,900 lines, no personal data.",
    next_brief={
        "problem": {
            "title": "Noticing dryer trouble first",
            "problem": "When the temperature of one of four dryers drifts overnight, all the material is lost in the morning. Temperatures are logged every minute.",
        },
        "data": {"data_text": "Two years of temperature logs, no personal data"},
        "numbers": {"kpi_name": "Lost material", "kpi_unit": "kg/month", "kpi_baseline": "420", "kpi_target": "100"},
        "people": {"essential-0-line": "Has set the alarm thresholds of anomaly detection alone"},
    },
    introduction={
        "headline": "Finds the signal before the defect in machine logs",
        "summary": "I collected what machines in a factory write down and found the signals that come before a defect. I start in a spreadsheet and go on in Python.",
    },
    project={
        "title": "Early warning of defects from moulding machine sensor logs",
        "text": "From 120,000 machine sensor logs I found defects 30 minutes early. I made the screen together with the foreman.",
        "metric": "Defect rate 3.1% to 1.2%",
    },
    skill={
        "name": "Anomaly detection",
        "level": "3",
        "evidence": "Set the alarm thresholds of anomaly detection alone.",
    },
    other_skill="Python",
    approach="First we read the logs together; then I collect the 30 minutes before each defect and look for the signal. Every week you see a screen.",
    evidence=(
        "From 120,000 sensor logs I found defects 30 minutes early; the defect rate fell from 3.1% to 1.2%.",
        "I worked three months in a moulding shop.",
    ),
    reason="Please say in a little more detail what to look at and how.",
    report={
        "actual": "1.4",
        "method": "For four weeks every lot was counted by the same standard.",
        "evidence": "The quality team's inspection log and the table made from the machine logs",
    },
)

STORIES = {"ko": KOREAN, "en": ENGLISH}
