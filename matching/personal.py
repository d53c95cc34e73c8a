"""Finds what says who somebody is (name, age, gender, school, where they come from), so that it moves no vector."""

import re

# the seventeen provinces and cities, short and long
_REGION = (
    r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|충청[남북]|전라[남북]|경상[남북])"
    r"(?:특별시|광역시|특별자치시|특별자치도|도|시)?"
)
_SPOKEN = r"입니다|이고|이며|이에요|이예요|예요|이라|인데"  # how somebody ends what they say of themselves
_FAMILY = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나지엄"

PERSONAL = (
    # schools; a hospital of a university or a survey of pupils is the matter of a project
    re.compile(r"[가-힣A-Za-z]{1,12}(?:대학교|대학원|고등학교)(?!\s*(?:병원|생))(?:\s?[가-힣]+(?:학과|학부|전공))?"),
    re.compile(
        r"(?<![A-Za-z])(?:[A-Z][a-z.&'-]+ ){1,4}(?:University|College|High School)(?![A-Za-z])"
        r"|(?<![A-Za-z])University of (?:[A-Z][a-z-]+ ?){1,3}"
        r"|(?<=went to )an? (?:[a-z]+ ){0,2}(?:university|college|high school)"
    ),
    # ages
    re.compile(
        rf"(?<!\d)(?:19|20)?\d{{2}}\s?년\s?생(?=$|[^가-힣]|{_SPOKEN}|으로)|(?<!\d)\d{{2}}\s?학번|만\s?\d{{2}}\s?(?:세|살)"
        rf"|(?<!\d)[1-6]\d(?:세|살)(?={_SPOKEN}|의 )"
    ),
    re.compile(r"(?<![A-Za-z])born in (?:\d{4}|[A-Z][a-z]+)|(?<!\d)\d{2}[- ]years?[- ]old", re.IGNORECASE),
    # gender, only where somebody speaks of themselves: 여성 의류 is the matter of a project
    re.compile(
        r"(?:[2-6]0대\s?(?:초반|중반|후반)?\s?)?(?:여성|남성|여자|남자)"
        rf"(?={_SPOKEN}|\s?(?:개발자|엔지니어|분석가|지원자|청년))"
    ),
    re.compile(r"(?<![A-Za-z])an? (?:wo)?man(?: of \d{2})?(?=[,.])"),
    re.compile(rf"{_REGION}\s?(?:출신|태생|토박이)|{_REGION}에서\s?(?:태어[나났]|나고\s?자[라랐]|자[라랐])"),
)
# a sentence that only says a name; what ends like a trade (정비사, 개발자) is none
_NAME = re.compile(
    rf"(?:^|(?<=[.!?]\s)|(?<=\n))(?:안녕하세요[,.!]?\s+)?(?:저는\s|제 이름은\s)?[{_FAMILY}][가-힣](?![가사자공장관생])[가-힣]"
    r"(?:입니다|이에요|예요|(?:이?라고) ?(?:합니다|해요))(?=[.,!\s]|$)"
    r"|(?:I am|I['’]m|My name is) [A-Z][a-z]+(?:-[a-z]+)? [A-Z][a-z]+(?=[,.])"
)


def impersonal(text: str) -> str:
    """The text without what introduces its author; everything else stands as it was."""
    for pattern in (_NAME, *PERSONAL):
        text = pattern.sub(" ", text)
    return text
