"""Which Korean sentences still lack their English: `python scripts/translations.py check [feature …]`.

`add` appends the missing ones, with an empty translation, to app/translations/en/<feature>.po, to be filled in.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.core.language import CATALOGUES, catalogue  # noqa: E402

METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract"), ("**.txt", "jinja2.ext:babel_extract")]
_JINJA = {
    "trimmed": "true",
    "extensions": "jinja2.ext.do",
    "silent": "false",
}  # silent: a template it cannot read would hide its sentences
OPTIONS = {"**.html": _JINJA, "**.txt": _JINJA}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: en\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'


def room_of(path: Path) -> str:
    """The feature (or `core`, `web`, `look`) a source file belongs to."""
    parts = path.relative_to(ROOT).parts
    if parts[0] == "templates":
        return "look" if len(parts) == 2 or parts[1] in ("macros", "errors", "workflow") else parts[1]
    return parts[1] if len(parts) > 2 else "core"


def sentences() -> Iterator[tuple[str, str, str]]:
    """Each (room, sentence, where) said anywhere in the product."""
    for folder in ("app", "templates"):
        found = extract_from_dir(
            str(ROOT / folder), METHODS, OPTIONS, keywords=KEYWORDS, directory_filter=lambda name: "vendor" not in name
        )
        for name, line, message, _comments, _context in found:
            path = ROOT / folder / name
            source = message[0] if isinstance(message, tuple) else message
            if source:
                yield room_of(path), source, f"{path.relative_to(ROOT)}:{line}"


def missing(rooms: list[str]) -> dict[str, dict[str, str]]:
    """By room: the sentences without English, and where each is said first."""
    known = catalogue("en")
    lacking: dict[str, dict[str, str]] = {}
    for room, source, where in sentences():
        if source not in known and (not rooms or room in rooms):
            lacking.setdefault(room, {}).setdefault(source, where)
    return lacking


def unused() -> list[str]:
    """Lines of the catalogue that nothing says any more."""
    said = {source for _room, source, _where in sentences()}
    return sorted(source for source in catalogue("en") if source not in said)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def add(lacking: dict[str, dict[str, str]]) -> None:
    for room, lines in lacking.items():
        path = CATALOGUES / "en" / f"{room}.po"
        text = path.read_text() if path.exists() else HEADER
        text += "".join(f'\n#: {where}\nmsgid {_quoted(source)}\nmsgstr ""\n' for source, where in lines.items())
        path.write_text(text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("check", "add", "unused"))
    parser.add_argument("rooms", nargs="*")
    arguments = parser.parse_args()
    if arguments.command == "unused":
        print("\n".join(unused()))
        return 0
    lacking = missing(arguments.rooms)
    if arguments.command == "add":
        add(lacking)
    for room, lines in sorted(lacking.items()):
        for source, where in lines.items():
            print(f"{room}: {where}: {source}")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
