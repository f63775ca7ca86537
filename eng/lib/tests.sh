# shellcheck shell=bash
# Runs test projects one after another: several at once on a small machine only make the time limits inside them fail.

RESULTS=$ARTIFACTS/test-results
TIME_LIMIT=${SWITCHYARD_TEST_TIME_LIMIT:-900}
PASSED=0
FAILED=0

# run_suites NAME...: the named projects, or all there are.
run_suites() {
  local suite
  rm -rf "$RESULTS"
  mkdir -p "$RESULTS"
  # Inference.Tests compares ours with other people's implementations.
  if [[ " $* " == *" Inference"* ]]; then
    step "Installing peers" "$LOGS/peers.log" install_node_packages "$SWITCHYARD_ROOT/tests/peers"
  fi

  # Suites are short: what is counted to compile hot code better later costs them more than it gives.
  export DOTNET_TieredPGO=0

  # Processes that tests kill would leave the sockets for debuggers behind that they open in the folder for temporary files.
  export DOTNET_EnableDiagnostics=0
  for suite in "$@"; do
    case $suite in
      clients) run_suite clients "$RESULTS/clients.xml" run_node_tests ;;
      *) run_suite "$suite" "$RESULTS/$suite.json" run_dotnet_tests "$suite" ;;
    esac
  done
}

all_suites() {
  local project
  for project in "$SWITCHYARD_ROOT"/tests/*.Tests/*.csproj; do
    basename "$project" .csproj
  done

  if has_node_tests; then
    printf 'clients\n'
  fi
}

has_node_tests() { compgen -G "$SWITCHYARD_ROOT/tests/clients/*.test.mjs" >/dev/null; }

# run_suite NAME RESULT_FILE command...: a missing or unreadable result file, an exit code without a failed test and a suite without tests all count as one failure.
run_suite() {
  local name=$1 result=$2 log=$RESULTS/$1.log status=0 started counts passed failed skipped
  shift 2
  started=$(now_tenths)
  printf '%-26s ' "$name"
  limited "$@" >"$log" 2>&1 </dev/null || status=$?
  if ! counts=$(node "$SWITCHYARD_ROOT/eng/lib/results.mjs" "$result" 2>"$RESULTS/$name.failures"); then
    counts="0 0 0"
  fi

  read -r passed failed skipped <<<"$counts"
  printf '%4d passed, %d failed%s  %s\n' "$passed" "$failed" "$( ((skipped == 0)) || printf ', %d skipped' "$skipped")" "$(elapsed "$started")"
  explain "$name" "$log" "$status" $((passed + failed)) "$failed" || failed=$((failed + 1))
  PASSED=$((PASSED + passed))
  FAILED=$((FAILED + failed))
}

# explain NAME LOG STATUS TESTS FAILED: prints what went wrong; fails when it is something no failed test stands for.
explain() {
  local name=$1 log=$2 status=$3 tests=$4 failed=$5
  if ((failed > 0)); then
    cat "$RESULTS/$name.failures"
    return 0
  elif ((status == 124 || status == 137)); then
    say "    $name was ended after $TIME_LIMIT s; the last lines of $log:"
  elif ((tests == 0)); then
    say "    $name ran no tests (exit code $status); the last lines of $log:"
  elif ((status != 0)); then
    say "    $name ended with exit code $status without a failed test; the last lines of $log:"
  else
    return 0
  fi

  tail -n 20 "$log" | sed 's/^/    /'
  return 1
}

# macOS has no timeout command; there a hanging test hangs.
limited() {
  if command -v timeout >/dev/null && [[ $1 != run_* ]]; then
    timeout -k 15 "$TIME_LIMIT" "$@"
  else
    "$@"
  fi
}

run_dotnet_tests() {
  local program
  program=$(program "$1" "Switchyard.$1")
  if [[ ! -f $program ]]; then
    say "There is no test project '$1'. There are: $(all_suites | tr '\n' ' ')"
    return 2
  fi

  limited dotnet "$program" -noColor -ctrf "$RESULTS/$1.json"
}

run_node_tests() {
  install_node_packages "$SWITCHYARD_ROOT/tests/clients" && cd "$SWITCHYARD_ROOT/tests/clients" || return
  limited node --test --test-concurrency=1 --test-reporter=junit --test-reporter-destination="$RESULTS/clients.xml" --test-reporter=spec --test-reporter-destination=stdout ./*.test.mjs
}

# install_node_packages FOLDER: installs what the folder's lock file names, unless that is there already.
install_node_packages() (
  cd "$1" || return
  stamp=node_modules/.switchyard-stamp
  current=$(checksum <package-lock.json)
  if [[ ! -f $stamp || $(<"$stamp") != "$current" ]]; then
    npm ci --ignore-scripts --no-audit --no-fund && printf '%s\n' "$current" >"$stamp"
  fi
)
