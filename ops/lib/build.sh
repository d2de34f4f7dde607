# shellcheck shell=bash
# Builds what changed, and knows when nothing did. Needs ROOT and tools.sh.
#
# A part is up to date when no file or folder of its sources is newer than its stamp. A stamp carries the time at which its
# build began, so that what is edited during a build is built again. Asking takes a few ten milliseconds and starts no JVM.

STAMPS=$ROOT/target/stamps

# newer_than STAMP PLACE...: true when a source under a PLACE is newer. A removed file shows in the time of its folder
# under src; folders above also hold what builds make, so theirs say nothing.
newer_than() {
  local stamp=$1 place found places=()
  shift
  [ -f "$stamp" ] || return 0
  for place in "$@"; do
    if [ -e "$place" ]; then places+=("$place"); fi
  done
  found=$(find "${places[@]}" \( -name target -o -name node_modules -o -name dist -o -name e2e -o -path '*/src/test' \) -prune \
    -o \( -type f -o -path '*/src/*' \) -newer "$stamp" -print 2>/dev/null | head -n 1)
  [ -n "$found" ]
}

begin_stamp() {
  mkdir -p "$STAMPS"
  : >"$STAMPS/$1.begun"
}

end_stamp() {
  mv "$STAMPS/$1.begun" "$STAMPS/$1"
}

# Only one build at a time in one tree; a second waits, then finds everything done.
lock_builds() {
  mkdir -p "$ROOT/target"
  if command -v flock >/dev/null 2>&1; then
    exec 8>"$ROOT/target/build.lock"
    flock 8
  fi
}

unlock_builds() {
  exec 8>&-
}

# True when what was written to $LOG looks like a download that broke.
network_failed() {
  grep -q -i -E 'could not (transfer|find) artifact|could not resolve (dependencies|plugin)|npm error (network|code e(connreset|timedout|notfound|ai_again))|socket hang up|failed to fetch|temporary failure' "$LOG"
}

# twice COMMAND...: once more when the first time failed at the network. Output goes to $LOG.
twice() {
  if "$@" >"$LOG" 2>&1; then return 0; fi
  network_failed || return 1
  sleep 3
  "$@" >"$LOG" 2>&1
}

# maven ARGUMENTS...: in the whole project; downloads are tried again.
maven() {
  (cd "$ROOT" && JAVA_HOME=$JAVA_HOME "$MVN" -B --no-transfer-progress -Dstyle.color=never \
    -Dmaven.wagon.http.retryHandler.count=3 -Daether.connector.http.retryHandler.count=3 "$@")
}

# The folders that each part is made of. Sources of tests are left out by newer_than.
WIRE_SOURCES=("$ROOT/pom.xml" "$ROOT/crypto/pom.xml" "$ROOT/crypto/wire" "$ROOT/crypto/verify")
SERVER_SOURCES=("${WIRE_SOURCES[@]}" "$ROOT/server")
CORE_SOURCES=("${WIRE_SOURCES[@]}" "$ROOT/crypto/signal" "$ROOT/crypto/core")
BROWSER_SOURCES=("${CORE_SOURCES[@]}" "$ROOT/crypto/browser")
TRIAL_SOURCES=("${BROWSER_SOURCES[@]}" "$ROOT/crypto/trial")
DRIVER_SOURCES=("${CORE_SOURCES[@]}" "$ROOT/ops/bench-driver")
CLI_SOURCES=("${CORE_SOURCES[@]}" "$ROOT/crypto/libsignal" "$ROOT/ops/cli")

server_is_built() {
  [ -d "$ROOT/server/target/lib" ] && ! newer_than "$STAMPS/server" "${SERVER_SOURCES[@]}"
}

cli_is_built() {
  [ -d "$ROOT/ops/cli/target/lib" ] && ! newer_than "$STAMPS/cli" "${CLI_SOURCES[@]}"
}

# What measures the server, and asks it for places of files where a browser's transfers are checked.
driver_is_built() {
  [ -d "$ROOT/ops/bench-driver/target/lib" ] && ! newer_than "$STAMPS/driver" "${DRIVER_SOURCES[@]}"
}

browser_is_built() {
  [ -d "$ROOT/crypto/browser/target/web" ] && ! newer_than "$STAMPS/browser" "${BROWSER_SOURCES[@]}"
}

trial_is_built() {
  [ -f "$ROOT/crypto/trial/target/web/primitives.noble.js" ] && ! newer_than "$STAMPS/trial" "${TRIAL_SOURCES[@]}"
}

page_is_built() {
  [ -f "$ROOT/client-web/dist/index.html" ] && ! newer_than "$STAMPS/page" "${BROWSER_SOURCES[@]}" "$ROOT/client-web"
}

# build_java PART...: the jars of server, cli or driver, the compiled core of browser, the engine for tests of trial, all in one run
# of Maven.
build_java() {
  local part modules=
  need_java
  need_maven
  for part in "$@"; do
    case $part in
      server) modules=$modules,server ;;
      cli) modules=$modules,ops/cli ;;
      driver) modules=$modules,ops/bench-driver ;;
      browser | trial)
        modules=$modules,crypto/$part
        need_node
        install_packages crypto/browser || fail "npm could not install the packages of crypto/browser."
        ;;
    esac
    begin_stamp "$part"
  done
  LOG=$ROOT/target/build-java.log
  printf 'Building %s (the first time this takes some minutes) ...\n' "$*" >&2
  # Tests are compiled too: some modules share theirs, and Maven wants to see them.
  if ! twice maven -q -DskipTests -pl "${modules#,}" -am package; then
    grep -E '^\[ERROR\]' "$LOG" | head -n 40 >&2
    fail "The build of $* failed. All of its output is in $LOG"
  fi
  for part in "$@"; do end_stamp "$part"; done
}

# install_packages FOLDER: what its lock file names, unless that is there already. No package runs a script of its own.
install_packages() {
  local folder=$ROOT/$1 done=$ROOT/$1/node_modules/.package-lock.json
  [ -f "$folder/package.json" ] || return 0
  if [ -f "$done" ] && [ ! "$folder/package-lock.json" -nt "$done" ] && [ ! "$folder/package.json" -nt "$done" ]; then
    return 0
  fi
  mkdir -p "$ROOT/target"
  LOG=$ROOT/target/npm-${1//\//-}.log
  if ! twice npm --prefix "$folder" ci --no-audit --no-fund --ignore-scripts; then
    tail -n 40 "$LOG" >&2
    return 1
  fi
  touch "$done"
}

# The page itself, from client-web and the compiled core in crypto/browser/target/web.
build_page() {
  need_node
  begin_stamp page
  install_packages client-web || fail "npm could not install the packages of client-web."
  LOG=$ROOT/target/build-page.log
  printf 'Building the page ...\n' >&2
  if ! npm --prefix "$ROOT/client-web" run build >"$LOG" 2>&1; then
    tail -n 40 "$LOG" >&2
    fail "The build of client-web failed. All of its output is in $LOG"
  fi
  end_stamp page
}

# ensure PART...: builds those of server, browser, trial, page, driver and cli that are not up to date. The page needs browser.
ensure() {
  local part stale= java=
  for part in "$@"; do "${part}_is_built" || stale=yes; done
  [ -n "$stale" ] || return 0
  lock_builds
  for part in "$@"; do
    if [ "$part" != page ] && ! "${part}_is_built"; then java="$java $part"; fi
  done
  # shellcheck disable=SC2086 # a list of parts
  if [ -n "$java" ]; then build_java $java; fi
  for part in "$@"; do
    if [ "$part" = page ] && ! page_is_built; then build_page; fi
  done
  unlock_builds
}
