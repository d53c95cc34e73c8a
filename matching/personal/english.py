"""How English introduces somebody. What a project is about reads alike: "a mother of two" tells, "mothers of newborns" does not."""

from matching.personal.rules import any_of

_NAME = r"[A-Z][a-z]+(?:-[A-Za-z]+)?"
_PLACE = rf"{_NAME}(?:,? {_NAME})?"

_NAMED = r"(?:(?!The |A |Our |My |For )[A-Z][\w.&'’-]* ){1,4}"
_SCHOOL = (
    rf"(?:[Tt]he )?(?:University of (?:[A-Z][\w-]+ ?){{1,3}}|{_NAMED}(?:University|College|Polytechnic|(?:High )?School"
    r"|Institute(?: of(?: (?:[A-Z]\w+|and))+)?))(?! (?:[Hh]ospital|[Ll]ibrar))"
)
_SHORT_SCHOOL = "(?:KAIST|POSTECH|UNIST|D?GIST)"
_AFTER = r"(?:(?<=at )|(?<=from )|(?<=of )|(?<=to )|(?<=in )|(?<=left )|(?<=attended )|(?<=finished )|(?<=joined )|(?<=, )|(?<=: )|^)"
_GOES_ON = r"(?! (?!in\b|at\b|and\b|as\b|with\b|before\b|[a-z]*(?:grad|alum|drop|stud))[a-z])"  # not "… University admissions data"

_TENS = r"(?:twenty|thirty|forty|fifty|sixty)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
_DECADES = "(?:twenties|thirties|forties|fifties|sixties|[2-6]0s)"
_AGE = rf"(?:\d\d|{_TENS})"
_PARENT = "(?:[Mm]other|[Ff]ather|[Mm]um|[Mm]om|[Dd]ad)"
_PERSON = (
    rf"(?:(?:wo)?man|guy|girl|lady|gentleman|{_PARENT}|wife|husband|housewife|househusband|homemaker"
    r"|grand(?:mother|father|ma|pa)|widow(?:er)?|son|daughter)"
)
_CHILDREN = r"(?:my|our|two|three|four|a) (?:\w+ )?(?:kids?|child(?:ren)?|sons?|daughters?|twins|bab(?:y|ies)|family)"
_FORCES = "(?:(?:[Mm]ilitary|[Nn]ational) service|[Aa]rmy|[Nn]avy|[Aa]ir [Ff]orce|Marine Corps|[Mm]arines)"
_I_AM = r"\bI(?: am|['’]m)"

TELLING = {
    "school": any_of(
        rf"(?<![A-Za-z])(?=[A-Zt]){_AFTER}{_SCHOOL}{_GOES_ON}",
        r"(?<=went to )an? (?:[a-z]+ ){0,2}(?:university|college|high school)",
        r"(?<=[Gg]raduated from )(?:[A-Z][\w'’-]* ?)+",
        rf"(?:(?<=at )|(?<=from )){_SHORT_SCHOOL}",
        r"\b[Cc]lass of (?:19|20)\d\d",
        r"\b[Gg]raduated (?:[a-z]+ )?in (?:19|20)\d\d",
    ),
    # a school that is the matter of a project loses its name alone
    "name of a school": any_of(
        rf"(?<![A-Za-z]){_NAMED}(?=(?:University|College|High School)(?![A-Za-z]| [Hh]ospital))",
        r"(?<![A-Za-z])University of (?:[A-Z][a-z-]+ ?){1,3}",
    ),
    "age": any_of(
        r"\b[Bb]orn(?: (?:and \w+ )?(?:in|on) (?:\d{4}|[A-Z][a-z]+))+",
        r"\b(?:[Dd]ate of birth|[Yy]ear of birth|DOB):? [\d./-]+",
        rf"(?<!\d)\d\d[- ]years?[- ]old(?= (?:\w+ )?(?:{_PERSON}|male|female|graduate|student|engineer|developer|analyst)\b)",
        r"(?<!\d)\d\d-years?-old(?=[,.;!)가-힣]| from\b|$)",
        rf"{_I_AM} (?:an? )?\d\d[- ]years?[- ](?:old|young)|\b\d\d ?y/?o\b",
        rf"(?:{_I_AM}|\bI(?: just)? turned) {_AGE}(?![\d%])",
        rf"\b[Tt]urning {_AGE}(?= (?:this|next|in)\b|[,.])",
        r"(?:(?<=[,(] )|(?<=\()|^)[Aa]ged?:? \d\d(?! ?(?:and|or|to|[-–+]|\d))",  # not "patients aged 65 and over"
        rf"\b[Aa]t (?:the age of )?(?:{_TENS}|\d\d(?=, I\b))(?=,| I\b)",
        rf"\bin (?:my|his|her) (?:(?:early|mid|late)[- ])?{_DECADES}",
    ),
    "family": any_of(
        r"\bI [^.,;!?]{0,45}\b(?:housewife|househusband|homemaker|stay-at-home \w+"
        rf"|(?:rais|bring|look|car)\w* (?:\w+ )?{_CHILDREN})\b(?: for [\w ]+?(?=[.,;!?]|$))?",
        rf"\bI have {_CHILDREN}|\b(?:[Aa]fter|[Oo]n|my) (?:giving birth|maternity leave|having {_CHILDREN})",
        rf"\b(?:[Ss]ingle|[Ww]orking|[Ss]tay-at-home|[Pp]roud|[Ff]ull-time) {_PARENT}\b",
        rf"\b{_PARENT} of (?:one|two|three|four|five|\d|twins)\b",
        r"\b(?:husband|wife) and (?:father|mother)\b|\b(?:eldest|youngest|only|second) (?:son|daughter)\b",
    ),
    "service": any_of(
        rf"\b(?:I )?(?:completed|finished|did|served|(?:was )?discharged)\b[^.,;!?]{{0,30}}\b{_FORCES}\b"
        r"(?: as an? [\w ]+?(?=[.,;!?]| and\b|$))?",
        r"\b(?:[Aa]fter|[Dd]uring|[Mm]y) (?:my )?(?:mandatory |compulsory )?(?:military|national) service",
        r"\b(?:[Aa]rmy|[Nn]avy|[Mm]ilitary) veteran\b",
    ),
    "gender": any_of(
        rf"(?:{_I_AM}|\b[Aa]s) (?:an?|the) (?:[\w-]+ ){{0,2}}{_PERSON}\b(?!-| (?:in the|company|board|card))(?: of \w+)?",
        r"(?<![A-Za-z])an? (?:wo)?man(?: of \d\d)?(?=[,.])",
        r"(?:\b(?:[Gg]ender|[Ss]ex): |\()(?:fe)?male\b|\b(?:she/her|he/him|they/them)\b",
    ),
    "origin": any_of(
        r"\b(?:[Oo]riginally|[Rr]aised|[Bb]rought up|[Gg]r[eo]w(?:n|ing)? up|I['’]m|I am|[Cc]om(?:e|ing)|[Hh]ail(?:ing)?|[Nn]ative"
        rf"|[Hh]ometown|[Bb]orn) (?:in|from|of|is) {_PLACE}",
        rf"\b[Hh]ome ?town,? (?:of )?{_PLACE}",
        rf"\b[Aa]n? {_NAME}(?:-born\b| native(?=[,.]| (?:who|and|with)\b))",
    ),
}

NAMES = any_of(
    rf"(?:{_I_AM}|\bThis is) {_NAME} {_NAME}(?=[,.!]| (?:and|from|-|–)|$)",
    rf"{_I_AM} {_NAME}(?=, (?:\d\d|an?|from)\b)",
    rf"\b[Mm]y name is {_NAME}(?: {_NAME})?",
    rf"\b(?:[Cc]all|[Kk]now) me (?:as )?{_NAME}|\bknown as {_NAME}(?=[,.;])",
    rf"{_NAME}(?: {_NAME})? here(?=[,.!])",
)

BESIDE = {
    "name": any_of(rf"^{_NAME}(?: {_NAME})?(?= +(?:is\b|\()| *,)"),
    "age": any_of(r"(?<=, )\d\d(?=[,)])|\b\d\d years ago\b"),
    "gender": any_of(rf"\b(?:male|female|{_PERSON}|he|she|his|her)\b"),
    "school": any_of(rf"(?<![A-Za-z]){_SCHOOL}|\b(?:alumn(?:us|a|i)|dropout|graduate)\b"),
    "origin": any_of(rf"\b(?:from|near|lives in|live in|based in) {_PLACE}"),
}

SMALL_WORDS = "[Hh]i|[Hh]ello|I|am|['’]m|an?|and|the|in|at|my|name|is"
