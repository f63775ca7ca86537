# shellcheck shell=bash
# What the scripts say to the person who runs them.

if ((BASH_VERSINFO[0] < 5)); then
  printf 'error: bash 5 is needed, this is %s (on macOS: brew install bash).\n' "$BASH_VERSION" >&2
  exit 1
fi

say() { printf '%s\n' "$*"; }

warn() { printf 'warning: %s\n' "$*" >&2; }

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# Seconds with one decimal since the epoch; EPOCHREALTIME's separator depends on the locale.
now_tenths() {
  local now=${EPOCHREALTIME/[.,]/}
  printf '%s' "${now%?????}"
}

elapsed() {
  local tenths=$(($(now_tenths) - $1))
  printf '%d.%d s' $((tenths / 10)) $((tenths % 10))
}

# step "What is done" LOG command...: shows the step with its time; its output goes to LOG and is shown only when it fails.
step() {
  local title=$1 log=$2 started status=0
  shift 2
  started=$(now_tenths)
  printf '%s ... ' "$title"
  mkdir -p "$(dirname "$log")"
  # Nor may it inherit the build's lock: a compiler that stays behind would hold it.
  "$@" >"$log" 2>&1 </dev/null 9>&- || status=$?
  if ((status != 0)); then
    printf 'failed after %s\n' "$(elapsed "$started")"
    show_failure "$log"
    die "$title failed; the whole output is in $log"
  fi

  printf '%s\n' "$(elapsed "$started")"
}

show_failure() {
  if grep -qE ': error |^error|^npm error|^E: ' "$1"; then
    grep -E ': error |^error|^npm error|^E: ' "$1" | sort -u | head -n 20 >&2
  else
    tail -n 20 "$1" >&2
  fi
}
