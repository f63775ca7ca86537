#!/usr/bin/env bash
# Builds everything and runs all tests, or only those named: ./test.sh Router.Tests Web.Tests
# The last line is "N passed, N failed"; any failure makes the exit code 1.
set -euo pipefail

SWITCHYARD_ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
for part in console environment prerequisites build tests; do
  # shellcheck source=/dev/null
  source "$SWITCHYARD_ROOT/eng/lib/$part.sh"
done

check_format() (
  cd "$SWITCHYARD_ROOT"
  dotnet format whitespace . --folder --verify-no-changes --exclude artifacts bench/peers/node_modules tests/clients/node_modules tests/peers/node_modules
)

main() {
  local started suites
  started=$(now_tenths)
  mkdir -p "$ARTIFACTS"
  prepare_environment
  check_prerequisites
  MISSING=()
  find_missing_stores
  find_missing_sandbox
  find_missing_browser
  ensure_packages
  build_everything
  if [[ ${CI:-} == true ]]; then
    # Styles and analyzers are the build's, which fails by them; what is left is where the spaces go, and that needs no compiler.
    step "Checking the format" "$LOGS/format.log" check_format
  fi

  mapfile -t suites < <(if (($# > 0)); then printf '%s\n' "$@"; else all_suites; fi)
  run_suites "${suites[@]}"
  say "Time: $(elapsed "$started"); logs and result files are in $RESULTS."
  say "$PASSED passed, $FAILED failed"
  ((FAILED == 0))
}

main "$@"
