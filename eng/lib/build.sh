# shellcheck shell=bash
# Builds what changed. A stamp over the sources says whether anything did, without starting the SDK: a warm start costs one `find`.

PRODUCT_FOLDERS=(AppHost ServiceDefaults Router AgentHost InferenceNode Web cli libs samples)

# The folders a stamp is over.
sources_of() {
  case $1 in
    cli) printf '%s\n' cli libs ;;
    product) printf '%s\n' "${PRODUCT_FOLDERS[@]}" ;;
    everything) printf '%s\n' "${PRODUCT_FOLDERS[@]}" tests ;;
  esac
}

# build_once NAME SOLUTION [SMALLER...]: restores and builds SOLUTION unless the stamp NAME still fits; a build also sets the stamps of what it includes.
build_once() {
  local name=$1 solution=$2 stamps=$ARTIFACTS/$FEED/stamps
  mkdir -p "$stamps"
  lock_build
  if [[ ! -f $stamps/$name || ! -f $(program_of "$name") || $(<"$stamps/$name") != "$(hash_sources "$name")" ]]; then
    [[ $name == cli ]] || refuse_while_running
    say "Building (the first time downloads packages and takes minutes; later only what changed is built)."
    rm -f "$stamps/$name"
    step "  Restoring packages" "$LOGS/restore-$name.log" dotnet restore "$solution" -p:Feed="$FEED" --nologo -v minimal
    step "  Compiling" "$LOGS/build-$name.log" dotnet build "$solution" -c Release -p:Feed="$FEED" --no-restore --nologo -v minimal
    # The compiler waits for more work with hundreds of megabytes in hand, which are the model's now.
    dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 9>&- || true
    write_stamps "$stamps" "$name" "${@:3}"
  fi

  unlock_build
}

# A program whose absence shows that the output was cleaned away under the stamp.
program_of() {
  case $1 in
    cli) program Cli switchyard ;;
    *) program AppHost Switchyard.AppHost ;;
  esac
}

# A build replaces files that running services have mapped into memory, which ends them without a word.
refuse_while_running() {
  local lock=${SWITCHYARD_HOME:-$SWITCHYARD_ROOT/.switchyard}/run/apphost.lock status=0
  if [[ -f $lock ]] && command -v flock >/dev/null; then
    flock -n -E 75 "$lock" true || status=$?
    ((status != 75)) || die "Sources changed while Switchyard runs from this folder, and a build would pull the files from under it. Stop it first: ./switchyard stop"
  fi
}

# After the build and not before: it may write into source folders (an installed package, a generated file).
write_stamps() {
  local folder=$1 name
  shift
  for name in "$@"; do
    hash_sources "$name" >"$folder/$name"
  done
}

# Names, sizes and times of all files, not their contents: as a compiler's up-to-date check does. The root is in it because a build cannot be moved.
hash_sources() {
  local folders
  mapfile -t folders < <(sources_of "$1")
  (
    cd "$SWITCHYARD_ROOT" || exit 1
    printf '%s %s\n' "$SWITCHYARD_ROOT" "$FEED"
    list_sources "${folders[@]}" | LC_ALL=C sort
  ) | checksum
}

list_sources() {
  find "$@" ./*.props ./*.targets ./*.sln global.json .editorconfig \
    \( -name node_modules -o -name bin -o -name obj -o -name artifacts -o -name .switchyard \) -prune -o -type f "${STAT_FORMAT[@]}"
}

# macOS's find has no -printf.
if find /dev/null -printf '' 2>/dev/null; then
  STAT_FORMAT=(-printf '%p %s %T@\n')
else
  STAT_FORMAT=(-exec stat -f '%N %z %m' {} +)
fi

checksum() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d' ' -f1; }

# Two scripts at once would write the same files. What is started meanwhile must not inherit descriptor 9.
lock_build() {
  if command -v flock >/dev/null; then
    exec 9>"$ARTIFACTS/build.lock"
    flock -n 9 || { say "Another build is at work; waiting for it." && flock 9; }
  fi
}

unlock_build() { { exec 9>&-; } 2>/dev/null || true; }

build_cli() { build_once cli "$SWITCHYARD_ROOT/cli/Cli.csproj"; }

build_product() { build_once product "$SWITCHYARD_ROOT/eng/Product.slnf" cli; }

build_everything() { build_once everything "$SWITCHYARD_ROOT/Aspire.sln" product cli; }

# program PROJECT ASSEMBLY: the path of a built program.
program() { printf '%s/%s/bin/%s/release/%s.dll' "$ARTIFACTS" "$FEED" "$1" "$2"; }
