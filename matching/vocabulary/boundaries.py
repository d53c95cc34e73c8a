"""Decides where a name may begin and end inside running text, which in Korean means knowing what may follow a noun."""

import re

HANGUL = re.compile("[가-힣]")
HANGUL_RUN = re.compile("[가-힣]*")
LATIN = re.compile("[a-z0-9]")

# A long name is itself wherever it stands ("표면결함검출모형"); a short one may be an accident inside another word.
LONG_ENOUGH_TO_BEGIN_INSIDE = 4
LONG_ENOUGH_TO_STAND_BEFORE_ANYTHING = 4
LONG_ENOUGH_TO_LACK_A_SPACE_AFTER_ITS_PARTICLE = 3

COMPOUNDS = (
    "가능|개발|검사|검출|결과|경험|계획|공정|과정|관련|관리|교육|구축|기능|기록|기반|기법|기술|기준|능력|담당|데이터|도구|라인|"
    "모델|모듈|모형|방법|방식|보고서|분석|분야|비용|사업|서버|서비스|설계|성능|솔루션|수준|수집|스킬|시스템|시험|실무|실습|알고리즘|"
    "알림|업무|업종|업체|언어|역량|연구|연동|영상|예측|운영|이론|인식|자격증|자동화|자료|작업|장비|전문가|전처리|점검|정보|제작|"
    "지식|최적화|코드|탐지|툴|파이프라인|판정|평가|프로그램|프로젝트|학습|현장|환경|활용|회사|공장|농가|매장"
)
ENDINGS = (
    "하|해|했|한|할|함|합|되|돼|됐|된|될|됨|됩|시키|시킨|시켜|시킬|입니다|이에요|예요|이다|이며|이고|이었|였|인데|인지|이라|라서|"
    "까지|부터|처럼|보다|마다|조차|밖에|에서|에게|에도|에는|에만|에|으로|로|이랑|랑|이나|나|이란|란|하고|과|와|을|를|은|는|이|가|"
    "의|도|만|들|등|및|별|용|식|성|적|중|기|팀|쪽|님|사|일|때|외|내|요|뿐|같은|같이|좀|다"
)
TAIL = re.compile(rf"(?:{COMPOUNDS})*(?:(?:{ENDINGS})[가-힣]{{0,4}})?")
TAIL_START = re.compile(rf"{COMPOUNDS}|{ENDINGS}")
VERSION_OR_PLURAL = re.compile(r"(?:s|v?\d+(?:\.\d+)*[a-z]?)?(?![a-z0-9+#])")


def may_begin(text: str, place: int, name: str) -> bool:
    """Whether a name may begin here, judged by the character before it."""
    before = text[place - 1 : place]
    if LATIN.match(name):
        return not LATIN.match(before)
    return not HANGUL.match(before) or len(name) >= LONG_ENOUGH_TO_BEGIN_INSIDE


def may_end(text: str, place: int, name: str) -> bool:
    """Whether a name may end here, judged by what follows: a particle, an ending, a common noun, or nothing."""
    if LATIN.match(name[-1]):
        return bool(VERSION_OR_PLURAL.match(text, place) if len(name) > 2 else not LATIN.match(text[place : place + 1]))
    if not HANGUL.match(name[-1]) or len(name) >= LONG_ENOUGH_TO_STAND_BEFORE_ANYTHING:
        return True
    tail = HANGUL_RUN.match(text, place)
    if tail is None or TAIL.fullmatch(tail[0]):
        return True
    return len(name) >= LONG_ENOUGH_TO_LACK_A_SPACE_AFTER_ITS_PARTICLE and bool(TAIL_START.match(tail[0]))
