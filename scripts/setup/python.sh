# Sourced by the two commands: finds Python 3.11 or newer and starts a set-up module with it, from any folder.
start() {
  local module=$1 candidate
  shift
  CDPATH='' cd -- "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
  for candidate in "${PYTHON:-python3.11}" python3.11 python3.12 python3.13 python3.14 python3 python; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      PYTHONUTF8=1 PYTHONUNBUFFERED=1 exec "$candidate" -m "$module" "$@"
    fi
  done
  echo "Python 3.11 이상이 필요해요. 설치한 뒤 다시 실행하거나 PYTHON=/경로/python 으로 알려 주세요." >&2
  echo "Python 3.11 or newer is needed. Install it and run this again, or name it: PYTHON=/path/to/python" >&2
  exit 1
}
