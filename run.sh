#!/usr/bin/env bash
# Starts the whole system: checks and installs what is missing, builds what changed, and hands over to AppHost.
set -euo pipefail

SWITCHYARD_ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
for part in console environment prerequisites build; do
  # shellcheck source=/dev/null
  source "$SWITCHYARD_ROOT/eng/lib/$part.sh"
done

main() {
  mkdir -p "$ARTIFACTS"
  prepare_environment
  check_prerequisites
  MISSING=()
  find_missing_stores
  find_sandbox_to_install
  ensure_packages
  build_product
  # exec: Ctrl-C and SIGTERM reach AppHost itself, and its exit code is ours.
  exec dotnet "$(program AppHost Switchyard.AppHost)" "$@"
}

main "$@"
