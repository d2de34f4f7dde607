# shellcheck shell=bash
# Checks the models in docs/models: each must hold as it stands, and must fail as soon as any one rule is taken away.
#
# A model names its rules as WITHOUT_... and what has to be reachable as GOAL_...: with one of these true, the verification
# has to end in a violated assertion, else the rule carries nothing, or the model never gets where it should. For speed each
# model is compiled once, with the name that is true chosen at the start. Run by itself, as
#   bash ops/lib/models.sh FILE.pml NAME
# this file shows the shortest way that the verifier finds into the violation (NAME may be left out).
#
# -DSAFETY: assertions only, no liveness. -E: a model may come to rest. No bit-state hashing: every run is exhaustive. With
# --long, a model that counts entries is also searched with one entry more: with bit-state hashing, for at most 15 minutes,
# so that no violation found does not mean that there is none.

MODEL_MEMORY=1024 # MiB for a run
MODEL_SECONDS=120 # for a run
MODEL_DEPTH=10000 # steps

MODEL_PACKAGES="spin gcc libc6-dev"

# Whether Spin and a C compiler are there; installs them where that is possible without asking.
need_spin() {
  spin_is_here && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    LOG=$LOGS/models-packages.log
    # shellcheck disable=SC2086 # a list
    if twice apt-get update -q && twice apt-get install -y -q --no-install-recommends $MODEL_PACKAGES && spin_is_here; then
      return
    fi
  fi
  echo "Spin and a C compiler are needed for this part. As root: apt-get update && apt-get install -y $MODEL_PACKAGES"
  return 1
}

spin_is_here() {
  command -v spin >/dev/null 2>&1 && command -v cc >/dev/null 2>&1 && echo 'int main(void){return 0;}' | cc -x c -o /dev/null - 2>/dev/null
}

# The names in a model that have to make it fail.
model_names() {
  grep -oE '\b(WITHOUT|GOAL)_[A-Z0-9_]+' "$1" | sort -u
}

# build_model FILE FOLDER: a verifier FOLDER/pan, which takes the number of the true name from MUTATION; 0 for none.
build_model() {
  local name number=0
  mkdir -p "$2"
  {
    echo 'byte mutation = 77;'
    for name in $(model_names "$1"); do
      number=$((number + 1))
      echo "#define $name (mutation == $number)"
    done
    cat "$1"
  } >"$2/model.pml"
  (
    cd "$2" || exit 1
    spin -a model.pml && [ "$(grep -c 'now\.mutation = 77;' pan.c)" = 1 ] || exit 1
    sed 's/now\.mutation = 77;/now.mutation = atoi(getenv("MUTATION"));/' pan.c >verifier.c
    cc -O1 -w -DSAFETY -DNOCLAIM -DNOFAIR "-DMEMLIM=$MODEL_MEMORY" -o pan verifier.c
  )
}

# run_model FOLDER NUMBER [OPTIONS...]: the verifier's report, also in FOLDER/NUMBER.txt.
run_model() {
  local folder=$1 number=$2
  shift 2
  (cd "$folder" && MUTATION=$number limited "$MODEL_SECONDS" ./pan -E -w20 "-m$MODEL_DEPTH" "$@" 2>&1 | tee "$number.txt")
}

holds() { grep -q 'errors: 0' "$1" && ! grep -q -E 'max search depth|out of memory|aborted' "$1"; }

# search_further FILE FOLDER: looks for a violation with one entry more than the model's own bound.
search_further() {
  local entries
  entries=$(sed -n 's/^#define ENTRIES \([0-9]*\).*/\1/p' "$1")
  [ -n "$entries" ] || return 0
  (
    cd "$2" && spin -a "-DENTRIES=$((entries + 1))" model.pml && cc -O2 -w -DSAFETY -DNOCLAIM -DNOFAIR -DBITSTATE -o further pan.c || exit 1
    timeout -s INT 900 ./further -E -w31 "-m$MODEL_DEPTH" >further.txt 2>&1
    grep -q 'states, stored' further.txt && ! grep -q 'assertion violated' further.txt
  )
}

# check_model FILE: counts the model itself, and each of its names.
check_model() {
  local file=$1 name number=0 folder model
  model=$(basename "$1" .pml)
  folder=$LOGS/models/$model
  if ! build_model "$file" "$folder" >"$LOGS/models-$model.log" 2>&1; then
    tail -n 5 "$LOGS/models-$model.log"
    record models "$model" failed "does not compile"
    return
  fi
  run_model "$folder" 0 >/dev/null
  if holds "$folder/0.txt"; then
    record models "$model" passed
    echo "  $model: $(sed -n 's/^ *\([0-9]*\) states, stored.*/\1/p' "$folder/0.txt") states, $(model_names "$file" | wc -l | tr -d ' ') names that have to fail"
  else
    grep -m 1 -E 'assertion violated|out of memory|max search depth' "$folder/0.txt"
    record models "$model" failed "see bash ops/lib/models.sh $file"
  fi
  if [ -n "${LONG:-}" ]; then
    if search_further "$file" "$folder"; then record models "$model further" passed; else record models "$model further" failed "see further.txt"; fi
  fi
  for name in $(model_names "$file"); do
    number=$((number + 1))
    run_model "$folder" $number >/dev/null
    if grep -q 'assertion violated' "$folder/$number.txt"; then
      record models "$model $name" passed
    else
      echo "  $model holds with $name too"
      record models "$model $name" failed "holds all the same"
    fi
  done
  rm -f "$folder"/pan* "$folder"/further "$folder"/verifier.c "$folder"/*.trail
}

# show_model FILE [NAME]: the steps into a violation.
show_model() {
  local folder name
  folder=$(mktemp -d)
  {
    echo 'byte mutation = 77;'
    for name in $(model_names "$1"); do
      echo "#define $name $([ "$name" = "${2:-}" ] && echo 1 || echo 0)"
    done
    cat "$1"
  } >"$folder/model.pml"
  (
    cd "$folder" && spin -a model.pml && cc -O1 -w -DSAFETY -DNOCLAIM -DNOFAIR -DREACH "-DMEMLIM=$MODEL_MEMORY" -o pan pan.c &&
      ./pan -E -i -w20 "-m$MODEL_DEPTH" | tail -n 40
    [ -f model.pml.trail ] && spin -t -p -g model.pml
  )
  rm -rf "$folder"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  [ $# -ge 1 ] || { echo "usage: bash ops/lib/models.sh FILE.pml [NAME]" >&2 && exit 2; }
  show_model "$(realpath "$1")" "${2:-}"
fi
