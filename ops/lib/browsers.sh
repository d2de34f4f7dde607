# shellcheck shell=bash
# The two browsers that the tests drive, from Debian's packages. Needs tools.sh.

BROWSER_PACKAGES="chromium firefox-esr fonts-dejavu-core"

browsers_are_here() {
  { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null 2>&1 &&
    { command -v firefox-esr || command -v firefox; } >/dev/null 2>&1
}

# Installs what is missing where that is possible without a question; else says what to do and returns 1.
need_browsers() {
  browsers_are_here && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    LOG=$ROOT/target/browsers.log
    mkdir -p "$ROOT/target"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # a list of packages
    if twice apt-get update -q && twice apt-get install -y -q --no-install-recommends $BROWSER_PACKAGES && browsers_are_here; then
      return 0
    fi
    tail -n 5 "$LOG"
  fi
  echo "Chromium and Firefox are needed for this part. As root: apt-get update && apt-get install -y $BROWSER_PACKAGES"
  return 1
}
