# shellcheck shell=bash
# Where things lie, and settings that make the tools behave the same everywhere. Needs SWITCHYARD_ROOT.

FEED=${SWITCHYARD_FEED:-lean}
ARTIFACTS=$SWITCHYARD_ROOT/artifacts
LOGS=$ARTIFACTS/logs

prepare_environment() {
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
  export DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true DOTNET_CLI_UI_LANGUAGE=en
  # Compilers that outlive the build would hold memory that belongs to the model.
  export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
  # The SDK asks for ICU, which a small system lacks; nothing here is culture dependent.
  export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
  use_writable_caches
}

# The tools keep their caches under HOME. Where that is missing or read-only they go into artifacts/, which is ours.
use_writable_caches() {
  if [[ -n ${HOME:-} && -d $HOME && -w $HOME ]]; then
    return
  fi

  warn "HOME (${HOME:-not set}) is not a writable folder; package caches go to artifacts/home."
  export HOME=$ARTIFACTS/home
  mkdir -p "$HOME"
}
