"""Bringing briefs and profiles in from files: `import_briefs`, `import_profiles`."""

from app.importing.service.briefs import import_briefs
from app.importing.service.profiles import import_profiles
from app.importing.service.saving import OPERATOR, check_demo_allowed

__all__ = ["OPERATOR", "check_demo_allowed", "import_briefs", "import_profiles"]
