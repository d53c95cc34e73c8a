"""What set-up says to the person in front of it: in Korean, or in English where the machine speaks English."""

import os
from typing import NamedTuple


def speaks_english() -> bool:
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return locale.startswith("en")


class Words(NamedTuple):
    """One sentence in both languages; printing it picks one."""

    ko: str
    en: str

    def __str__(self) -> str:
        return self.en if speaks_english() else self.ko


class Failed(Exception):
    """A step did not succeed: what happened, what to do about it, and the end of its log."""

    def __init__(self, what: Words, then: Words, log: str = "") -> None:
        super().__init__(str(what))
        self.what, self.then, self.log = what, then, log

    def __str__(self) -> str:
        end = "\n".join(f"    │ {line}" for line in self.log.splitlines()[-20:])
        return "\n".join(part for part in (f"\n!!! {self.what}", end, f"    {self.then}") if part)


def say(ko: str, en: str) -> None:
    print(Words(ko, en), flush=True)


def took(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if seconds < 10:
        return str(Words(f"{seconds:.1f}초", f"{seconds:.1f} s"))
    words = Words(f"{minutes}분 {rest}초", f"{minutes} min {rest} s") if minutes else Words(f"{rest}초", f"{rest} s")
    return str(words)
