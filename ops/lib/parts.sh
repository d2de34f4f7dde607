# shellcheck shell=bash
# The parts of ops/test. Each leaves its counts in RESULTS, in a folder of its own name. Needs ROOT, tools.sh, build.sh, browsers.sh, models.sh.

RESULTS=$ROOT/target/test-results
LOGS=$ROOT/target/test-logs

# record PART NAME passed|failed|skipped [WHY]: one check that is no test runner's.
record() {
  local passed=0 failed=0 skipped=0 failures=
  case $3 in
    passed) passed=1 ;;
    failed) failed=1 failures="\"$2${4:+: $4}\"" ;;
    skipped) skipped=1 && echo "  skipped $2${4:+: $4}" ;;
  esac
  mkdir -p "$RESULTS/$1"
  printf '{"passed":%d,"failed":%d,"skipped":%d,"failures":[%s]}\n' $passed $failed $skipped "$failures" \
    >"$RESULTS/$1/${2//[^a-zA-Z0-9]/-}.json"
}

# check PART NAME COMMAND...: passes when the command does. What it said is shown when it fails.
check() {
  local part=$1 name=$2
  LOG=$LOGS/$part-${name//[^a-zA-Z0-9]/-}.log
  shift 2
  if twice "$@"; then
    record "$part" "$name" passed
  else
    tail -n 60 "$LOG"
    record "$part" "$name" failed "see ${LOG#"$ROOT"/}"
  fi
}

# timed PART: runs it, then says how long it took and what it counted.
timed() {
  local began=$SECONDS
  echo "-- $1"
  "part_$1"
  set -- "$1" "$((SECONDS - began))" $("$NODE" ops/lib/results.mjs --line "$RESULTS/$1")
  printf '%-9s %4d s   %d passed, %d failed, %d skipped\n' "$1" "$2" "$3" "$4" "$5"
}

# report PART...: the same for parts that one run of Maven has tested. The time is that of the tests alone.
report() {
  local part
  for part in "$@"; do
    set -- $("$NODE" ops/lib/results.mjs --line "$RESULTS/$part")
    printf '%-9s %4d s   %d passed, %d failed, %d skipped\n' "$part" "$4" "$1" "$2" "$3"
  done
}

# Runs no longer than SECONDS where the system can see to that.
limited() {
  if command -v timeout >/dev/null 2>&1; then timeout -k 30 "$@"; else shift && "$@"; fi
}

scripts_parse() {
  local script
  for script in .ci/run ops/* ops/lib/*.sh; do
    [ -f "$script" ] || continue
    case $(head -n 1 "$script") in *bash*) bash -n "$script" || return 1 ;; esac
  done
}

# packages PART FOLDER: installs them, or counts a failure.
packages() {
  install_packages "$2" || { record "$1" "packages of $2" failed "npm ci" && return 1; }
}

part_static() {
  check static "scripts" scripts_parse
  check static "counting" "$NODE" --test ops/lib/results.test.mjs
  check static "searching" "$NODE" --test ops/lib/search.test.mjs
  check static "java format" maven -q -fae spotless:check
  if [ -f client-web/package.json ] && packages static client-web; then
    check static "page lint" npm --prefix client-web run lint
    check static "page types" npm --prefix client-web run typecheck
  fi
}

# Shows which module is at work, for the patience of whoever waits.
progress() {
  sed -u -n 's/^\[INFO\] Building \(understory-[a-z]*\) .*\(\[[0-9/]*\]\)$/  \1 \2/p'
}

maven_tests() {
  local options=(-fae -Dmaven.test.failure.ignore=true -Dsurefire.failIfNoSpecifiedTests=false)
  [ -z "${SEED:-}" ] || options+=("-Dunderstory.seed=$SEED")
  [ -z "${LONG:-}" ] || options+=(-Dunderstory.long=true -Dsurefire.timeout=5400 "-Djunit.jupiter.execution.timeout.default=60 m")
  rm -rf crypto/*/target/surefire-reports server/target/surefire-reports ops/*/target/surefire-reports
  if ! maven "${options[@]}" "$@" 2>&1 | tee "$LOG" | progress; then return 1; fi
}

# java_run PART MAVEN-ARGUMENTS...: tests, then gathers the reports of each part and counts what leaves none.
java_run() {
  local part=$1 module of
  shift
  LOG=$LOGS/java.log
  if ! maven_tests "$@"; then
    if network_failed; then echo "  a download failed, once more" && maven_tests "$@"; fi || {
      grep -E '^\[ERROR\]' "$LOG" | head -n 60
      record "$part" "the build" failed "see ${LOG#"$ROOT"/}"
    }
  fi
  if grep -q -E 'The forked VM terminated|timeout or other error in the fork|Error occurred in starting fork' "$LOG"; then
    grep -m 5 -E 'The forked VM terminated|in the fork|starting fork|Crashed tests' "$LOG"
    record "$part" "the JVM of the tests" failed "ended early, see ${LOG#"$ROOT"/}"
  fi
  for module in crypto/* server ops/*; do
    [ -d "$module/target/surefire-reports" ] || continue
    case $module in
      crypto/interop) of=interop ;;
      server) of=server ;;
      *) of=unit ;;
    esac
    [ "$part" = java ] || of=$part
    mkdir -p "$RESULTS/$of/$module"
    cp "$module"/target/surefire-reports/TEST-*.xml "$RESULTS/$of/$module/" 2>/dev/null
  done
}

# The test classes under the folders given, as Surefire's -Dtest wants them.
classes_in() {
  find "$@" -path '*/src/test/java/*' -name '*.java' ! -name package-info.java 2>/dev/null |
    sed 's:.*/src/test/java/::; s:\.java$::' | sort | paste -s -d , -
}

# java_part PART MODULES CLASSES [ARGUMENTS...]: these classes alone, though Maven compiles what the modules need too.
java_part() {
  local part=$1 modules=$2 classes=$3
  shift 3
  [ -n "$classes" ] || { record "$part" "$part" failed "no tests" && return; }
  java_run "$part" test -pl "$modules" -am "-Dtest=$classes" "$@"
}

# Everything of Java in one go, packaged too, so that what follows has a server, a command line and a compiled core.
part_java() {
  local part
  packages java crypto/browser || return
  engines java || return
  for part in server browser trial cli driver; do begin_stamp $part; done
  java_run java verify
  if [ ! -f "$RESULTS/java/the-build.json" ]; then
    for part in server browser trial cli driver; do end_stamp $part; done
  fi
}

# engines PART: what the engines need that ours is held against in other runtimes: browsers, and Signal's package for Node. A
# test that misses one counts as skipped and says why.
engines() {
  need_browsers || true
  packages "$1" crypto/trial
}

PROTOCOL_MODULES=crypto/wire,crypto/verify,crypto/signal,crypto/core,crypto/browser,crypto/libsignal

part_unit() {
  # shellcheck disable=SC2046 # paths of ours, without spaces
  java_part unit "$PROTOCOL_MODULES,ops/cli,ops/checks" "$(classes_in $(printf '%s' "$PROTOCOL_MODULES" | tr , ' ') ops)"
  part_page unit
}

part_interop() {
  engines interop || return
  (ensure trial) || { record interop "the build" failed && return; }
  java_part interop crypto/interop "$(classes_in crypto/interop)"
}

# Each schedule is reproduced by its seed, which a failure names. In a run of all parts a hundred are among the unit tests.
part_adversary() {
  java_part adversary crypto/core org/understory/core/ScheduleTest "-Dunderstory.schedules=${SCHEDULES:-300}" \
    "-Dunderstory.seed=${SEED:-1}" -Dsurefire.timeout=7200 "-Djunit.jupiter.execution.timeout.default=110 m"
}

# Rosters out of seeds, judged on the JVM and, compiled, as WebAssembly and as JavaScript: the same verdicts and heads.
part_verdicts() {
  engines verdicts || return
  (ensure trial) || { record verdicts "the build" failed && return; }
  java_part verdicts crypto/interop org/understory/interop/SameVerdictsTest "-Dunderstory.rosters=${ROSTERS:-200}" \
    -Dsurefire.timeout=7200 "-Djunit.jupiter.execution.timeout.default=110 m"
}

part_server() {
  java_part server server "$(classes_in server)"
}

# Test classes or methods that carry JUnit's tag "vectors", those in browsers too.
part_vectors() {
  local files
  engines vectors || return
  (ensure trial) || { record vectors "the build" failed && return; }
  files=$(grep -rl --include='*.java' --exclude-dir=target --exclude-dir=node_modules '@Tag("vectors")' crypto) || true
  # shellcheck disable=SC2086 # paths of ours, without spaces
  java_part vectors "$PROTOCOL_MODULES,crypto/interop" "$([ -z "$files" ] || classes_in $files)" -Dgroups=vectors
}

part_page() {
  local part=${1:-page}
  [ -f client-web/package.json ] && packages "$part" client-web || return
  runner "$part" "page units" 600 npm --prefix client-web test -- --reporter=default --reporter=junit \
    "--outputFile.junit=$RESULTS/$part/page.junit.xml"
  # The units alone need no browsers.
  [ "$part" = page ] || return 0
  need_browsers || { record page "files in browsers" skipped "no browsers" && return; }
  runner page "files in browsers" 300 "$NODE" client-web/e2e/files/run.mjs
  (ensure server driver) || { record page "the build" failed && return; }
  runner page "files at the server" 600 "$NODE" client-web/e2e/files/real.mjs --java "$JAVA_HOME/bin/java" \
    --server server/target/understory-server.jar --driver ops/bench-driver/target/understory-bench-driver.jar
  runner page "messages by keys" 300 "$NODE" client-web/e2e/keys.mjs
}

# runner PART NAME SECONDS COMMAND...: a test runner that leaves its counts in RESULTS/PART. One that leaves none has failed.
runner() {
  local part=$1 name=$2 seconds=$3 status before after
  LOG=$LOGS/${name//[^a-zA-Z0-9]/-}.log
  shift 3
  mkdir -p "$RESULTS/$part"
  before=$("$NODE" ops/lib/results.mjs --line "$RESULTS/$part")
  status=0
  UNDERSTORY_RESULTS=$RESULTS/$part limited "$seconds" "$@" >"$LOG" 2>&1 || status=$?
  after=$("$NODE" ops/lib/results.mjs --line "$RESULTS/$part")
  # shellcheck disable=SC2086 # four numbers each
  set -- $before $after
  if [ "$status" -ne 0 ]; then tail -n 40 "$LOG"; fi
  if [ "$status" -ne 0 ] && [ "$6" -eq "$2" ]; then
    record "$part" "$name" failed "ended with $status, see ${LOG#"$ROOT"/}"
  elif [ "$5" -eq "$1" ] && [ "$6" -eq "$2" ] && [ "$7" -eq "$3" ]; then
    record "$part" "$name" failed "counted no test"
  fi
}

part_browser() {
  [ -f crypto/browser/package.json ] || { record browser "compiled core" skipped "not there" && return; }
  need_browsers || { record browser "compiled core" skipped "no browsers" && return; }
  (ensure browser) || { record browser "the build" failed && return; }
  packages browser crypto/browser || return
  runner browser "compiled core" 1200 npm --prefix crypto/browser test
}

part_models() {
  local file
  need_spin || { record models "models" skipped "no Spin or no C compiler" && return; }
  mkdir -p "$LOGS/models"
  for file in docs/models/*.pml; do check_model "$ROOT/$file"; done
}

part_journeys() {
  [ -f ops/journeys/run.mjs ] || { record journeys "journeys" skipped "not there" && return; }
  need_browsers || { record journeys "journeys" skipped "no browsers" && return; }
  (ensure server browser page cli) || { record journeys "the build" failed && return; }
  packages journeys ops/journeys || return
  runner journeys "journeys" 2700 npm --prefix ops/journeys run journeys
}
