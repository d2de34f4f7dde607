# shellcheck shell=bash
# Starts a built program in place of the script, so that signals reach it. Needs ROOT and JAVA_HOME.

# launch MODULE ARGUMENTS...: the jar names its own libraries, so that what an older build left in lib stays out.
# Options for the JVM are in the array JVM.
launch() {
  local jar=$ROOT/$1/target/understory-${1##*/}.jar
  shift
  # shellcheck disable=SC2086 # the person's options are a list of words
  exec "$JAVA_HOME/bin/java" -XX:-UsePerfData "${JVM[@]}" ${UNDERSTORY_JAVA_OPTIONS:-} -jar "$jar" "$@"
}
