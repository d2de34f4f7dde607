# shellcheck shell=bash
# Finds the tools that Understory is built and run with, wherever this machine keeps them.
# Each need_* ends the script with a sentence that says what to install when there is none.

JAVA_WANTED=25
NODE_WANTED=20

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# The feature release of the JDK in folder $1 (25 for 25.0.1). Reads its release file: starting a JVM to ask costs 40 ms.
jdk_release() {
  local line
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=\"*)
        line=${line#JAVA_VERSION=\"}
        line=${line%\"*}
        printf '%s\n' "${line%%[!0-9]*}"
        return 0
        ;;
    esac
  done <"$1/release"
  return 1
}

# Folders that may hold a JDK, the person's own choice first. Those that don't exist are dropped by jdk_release.
jdk_places() {
  local found
  printf '%s\n' "${JAVA_HOME:-}"
  found=$(command -v javac 2>/dev/null || true)
  if [ -n "$found" ]; then
    found=$(readlink -f "$found" 2>/dev/null || printf '%s' "$found")
    printf '%s\n' "${found%/bin/javac}"
  fi
  printf '%s\n' /usr/lib/jvm/* /usr/lib64/jvm/* /opt/jdk* /opt/java/* /opt/*jdk* /usr/local/*jdk* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
}

# Sets and exports JAVA_HOME: a JDK of the wanted release, else the first newer one.
need_java() {
  local place release newer=
  while IFS= read -r place; do
    [ -n "$place" ] || continue
    release=$(jdk_release "$place") || continue
    if [ "$release" = "$JAVA_WANTED" ]; then
      export JAVA_HOME=$place
      return 0
    fi
    if [ -z "$newer" ] && [ "$release" -gt "$JAVA_WANTED" ]; then newer=$place; fi
  done <<PLACES
$(jdk_places)
PLACES
  [ -n "$newer" ] || fail "Understory needs JDK $JAVA_WANTED and found none (JAVA_HOME is ${JAVA_HOME:-not set}).
Install it, then run this again:
  Debian, Ubuntu: the package temurin-25-jdk from Adoptium, or openjdk-25-jdk where your release has it
  Fedora:         dnf install java-25-openjdk-devel
  macOS:          brew install openjdk@25
  elsewhere:      unpack a JDK 25 from https://adoptium.net and set JAVA_HOME to its folder"
  export JAVA_HOME=$newer
}

# True when version $1 (3.8.7, v20.20.2) is at least major $2, minor $3.
at_least() {
  local version=${1#v} major minor
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  case $major$minor in '' | *[!0-9]*) return 1 ;; esac
  [ "$major" -gt "$2" ] || { [ "$major" -eq "$2" ] && [ "$minor" -ge "$3" ]; }
}

# Sets MVN to a Maven of 3.8 or newer. Needs JAVA_HOME.
need_maven() {
  local place version
  for place in "$(command -v mvn 2>/dev/null || true)" "${MAVEN_HOME:-/nonexistent}/bin/mvn" \
    "${M2_HOME:-/nonexistent}/bin/mvn" /opt/*maven*/bin/mvn /usr/local/*maven*/bin/mvn \
    "${HOME:-/nonexistent}"/.sdkman/candidates/maven/current/bin/mvn /opt/homebrew/bin/mvn; do
    [ -n "$place" ] && [ -x "$place" ] || continue
    version=$(MAVEN_OPTS='' "$place" -B -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1)
    if at_least "$version" 3 8; then
      MVN=$place
      return 0
    fi
  done
  fail "Understory needs Maven 3.8 or newer and found none.
Install it, then run this again:
  Debian, Ubuntu: apt-get install maven
  Fedora:         dnf install maven
  macOS:          brew install maven
  elsewhere:      unpack it from https://maven.apache.org and put its bin folder on PATH"
}

# Sets NODE and puts its folder first on PATH, so that npm and its scripts use the same one.
need_node() {
  local place
  for place in "$(command -v node 2>/dev/null || true)" "$(command -v nodejs 2>/dev/null || true)" \
    /usr/local/bin/node /opt/node*/bin/node /opt/homebrew/bin/node \
    "${NVM_DIR:-${HOME:-/nonexistent}/.nvm}"/versions/node/*/bin/node; do
    [ -n "$place" ] && [ -x "$place" ] || continue
    at_least "$("$place" --version 2>/dev/null || true)" "$NODE_WANTED" 0 || continue
    NODE=$place
    PATH=$(dirname "$place"):$PATH
    command -v npm >/dev/null 2>&1 || continue
    return 0
  done
  fail "Understory needs Node.js $NODE_WANTED or newer with npm and found none.
Install it, then run this again:
  Debian 13, Ubuntu 26.04: apt-get install nodejs npm
  Fedora:                  dnf install nodejs
  macOS:                   brew install node
  elsewhere:               unpack it from https://nodejs.org and put its bin folder on PATH"
}
