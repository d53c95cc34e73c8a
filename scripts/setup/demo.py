"""./scripts/demo: from a fresh machine to a running Ieum with demo data."""

import argparse
import os
import sys
import time
from collections.abc import Sequence

from scripts.setup import environment, services
from scripts.setup.console import Failed, Words, say, took
from scripts.setup.home import DemoHome
from scripts.setup.steps import end_on_any_signal, once, run, step

_PYTHON = str(environment.PYTHON)
_FLASK = (_PYTHON, "-m", "flask", "--app", "wsgi")
_AGAIN = Words(
    "같은 명령을 다시 실행해 보고, 그래도 안 되면 ./scripts/demo --fresh 로 처음부터 시작해 주세요.",
    "Run the same command again; should that not help, start over with ./scripts/demo --fresh",
)
_DATABASE = Words(
    "데이터베이스 주소가 맞는지, 서버가 떠 있는지 확인하고 다시 실행해 주세요.",
    "Check the database's address and that its server is up, then run this again.",
)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parse(arguments)
    end_on_any_signal()
    try:
        services.refuse_taken_port(asked.port)
        return _start(asked)
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("\n멈췄어요. 다시 실행하면 이어서 시작해요.", "\nStopped. Run it again to go on.")
        return 130


def _start(asked: argparse.Namespace) -> int:
    began = time.monotonic()
    environment.prepare()
    home = DemoHome.of(asked.db)
    with home.held():
        if asked.fresh:
            home.start_over()
        env = os.environ | home.settings(asked.port)
        _prepare_data(home, env)
        worker = services.Service("worker", (*_FLASK, "worker"), home.log("worker"), env)
        web = services.Service("web", services.gunicorn(_PYTHON, asked.port), home.log("web"), env)
        with worker, web:
            with step(Words("웹 서버 시작", "Start the web server"), Words("보통 3초", "usually 3 seconds")):
                services.wait_until_ready(asked.port, web)
            _say_where(asked.port, env, time.monotonic() - began)
            services.watch(worker, web)
    return 0


def _prepare_data(home: DemoHome, env: dict[str, str]) -> None:
    is_new = not home.is_made()
    with step(Words("데이터베이스 표 준비", "Prepare the database tables"), Words("보통 3초", "usually 3 seconds")):
        if is_new:
            home.begin(env)
        run("migrate", [_PYTHON, "-m", "alembic", "upgrade", "head"], _DATABASE, env)
    if is_new:
        with step(Words("데모 데이터 만들기", "Make the demo data"), Words("보통 30초", "usually 30 seconds")):
            run("seed", [*_FLASK, "seed-demo"], _AGAIN, env)
        home.finish()
    once(
        home.folder / "index.stamp",
        env["IEUM_MODEL"],
        Words("글을 벡터로 바꾸고 색인 만들기", "Encode the texts and build the index"),
        Words("보통 1~3분", "usually 1-3 minutes"),
        lambda: _rebuild_index(env),
    )


def _rebuild_index(env: dict[str, str]) -> None:
    run("index", [*_FLASK, "index", "rebuild"], _AGAIN, env)


def _say_where(port: int, env: dict[str, str], seconds: float) -> None:
    sign_ins = run("sign-ins", [*_FLASK, "demo-sign-ins"], _AGAIN, env)
    address = f"http://127.0.0.1:{port}"
    say(f"\n이음이 열렸어요({took(seconds)}): {address}\n", f"\nIeum is open ({took(seconds)}): {address}\n")
    print(sign_ins)
    say("끝내려면 Ctrl-C를 누르세요.", "Press Ctrl-C to stop.")


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    told = argparse.ArgumentParser(
        prog="./scripts/demo",
        description=str(
            Words(
                "데모 데이터로 이음을 시작합니다. 처음에는 필요한 것을 모두 만들고, 다음부터는 몇 초 만에 열립니다.",
                "Starts Ieum with demo data. The first run makes everything it needs; later ones take seconds.",
            )
        ),
    )
    told.add_argument("--port", type=_port, default=8000, help=str(Words("웹 주소의 번호", "port of the web address")))
    told.add_argument(
        "--fresh",
        action="store_true",
        help=str(
            Words("데모의 데이터와 파일을 지우고 처음부터", "start over: the demo's own data and files are removed")
        ),
    )
    told.add_argument(
        "--db",
        metavar="URL",
        default="",
        help=str(Words("비어 있는 PostgreSQL 데이터베이스", "an empty PostgreSQL database")),
    )
    return told.parse_args(arguments)


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(str(Words("1~65535 사이의 수여야 해요", "must be between 1 and 65535")))
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
