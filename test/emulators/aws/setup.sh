#!/bin/sh
# Puts the AWS emulator that the tests of this folder start into .venv of the repository.
set -eu
cd "$(dirname "$0")/../../.."
version=5.2.5
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -c "import importlib.metadata as m, sys; sys.exit(m.version('moto') != '$version')" 2>/dev/null ||
  .venv/bin/pip install --quiet --disable-pip-version-check "moto[server]==$version"
