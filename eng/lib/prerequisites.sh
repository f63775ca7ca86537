# shellcheck shell=bash
# Checks what must be there before anything is built, and installs what may be installed.

readonly REQUIRED_SDK_MAJOR=10
readonly REQUIRED_NODE_MAJOR=20

check_prerequisites() {
  check_dotnet
  check_node
}

check_dotnet() {
  command -v dotnet >/dev/null || die "The .NET SDK $REQUIRED_SDK_MAJOR is missing. Install it: https://dotnet.microsoft.com/download/dotnet/$REQUIRED_SDK_MAJOR.0"
  local sdks
  sdks=$(dotnet --list-sdks 2>/dev/null) || die "'dotnet --list-sdks' fails. Reinstall the .NET SDK $REQUIRED_SDK_MAJOR and see that its own prerequisites are there (libstdc++6, libssl3)."
  grep -q "^$REQUIRED_SDK_MAJOR\." <<<"$sdks" || die "The .NET SDK $REQUIRED_SDK_MAJOR is missing; found: $(tr '\n' ' ' <<<"${sdks:-none}"). Install it: https://dotnet.microsoft.com/download/dotnet/$REQUIRED_SDK_MAJOR.0"
}

check_node() {
  command -v node >/dev/null || die "Node.js $REQUIRED_NODE_MAJOR or newer is missing. Install it: https://nodejs.org/en/download"
  local version
  version=$(node --version 2>/dev/null) || die "'node --version' fails. Reinstall Node.js $REQUIRED_NODE_MAJOR or newer."
  version=${version#v}
  ((${version%%.*} >= REQUIRED_NODE_MAJOR)) || die "Node.js $version is too old; $REQUIRED_NODE_MAJOR or newer is needed: https://nodejs.org/en/download"
  command -v npm >/dev/null || die "npm is missing. It comes with Node.js: https://nodejs.org/en/download"
}

# Debian keeps PostgreSQL's server programs off the PATH.
find_postgres() {
  command -v postgres && return
  local candidates=(/usr/lib/postgresql/*/bin/postgres)
  [[ -x ${candidates[-1]} ]] && printf '%s\n' "${candidates[-1]}"
}

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

has_dejavu() { [[ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ]] || { command -v fc-list >/dev/null && fc-list 2>/dev/null | grep -qi dejavu; }; }

# Sets MISSING to the Debian packages the stores need.
find_missing_stores() {
  command -v redis-server >/dev/null || MISSING+=(redis-server)
  find_postgres >/dev/null || MISSING+=(postgresql)
}

# What runs the Python code of agents; without it they refuse to. There is none for other systems.
find_missing_sandbox() {
  [[ $OSTYPE == linux* ]] || return 0
  command -v bwrap >/dev/null || MISSING+=(bubblewrap)
  [[ -x /usr/bin/python3 ]] || MISSING+=(python3)
}

# Where nothing may be installed, the system starts without.
find_sandbox_to_install() {
  why_not_install >/dev/null || find_missing_sandbox
}

find_missing_browser() {
  find_chromium >/dev/null || MISSING+=(chromium)
  has_dejavu || MISSING+=(fonts-dejavu-core)
}

# ensure_packages: installs what MISSING names where that is allowed and possible; otherwise says how.
ensure_packages() {
  ((${#MISSING[@]} > 0)) || return 0
  local reason
  if reason=$(why_not_install); then
    die "Missing: ${MISSING[*]} ($reason). Install with: $(install_command)"
  fi

  say "Missing: ${MISSING[*]}. They are installed with apt-get now: no service is started or enabled, no database cluster is created (SWITCHYARD_INSTALL=never forbids it)."
  step "Installing ${MISSING[*]}" "$LOGS/apt.log" install_debian_packages "${MISSING[@]}"
}

why_not_install() {
  if [[ ${SWITCHYARD_INSTALL:-} == never ]]; then
    say "SWITCHYARD_INSTALL=never"
  elif ! is_debian; then
    say "this is not Debian"
  elif ! can_be_root; then
    say "not root, and sudo asks for a password"
  else
    return 1
  fi
}

is_debian() { command -v apt-get >/dev/null && command -v dpkg >/dev/null; }

can_be_root() { ((EUID == 0)) || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }

as_root() { if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi; }

install_command() {
  if is_debian; then
    printf 'sudo apt-get install --no-install-recommends %s' "${MISSING[*]}"
  elif command -v brew >/dev/null || [[ $OSTYPE == darwin* ]]; then
    printf 'brew install %s' "$(translate redis-server redis postgresql postgresql@16 fonts-dejavu-core font-dejavu)"
  elif command -v dnf >/dev/null; then
    printf 'sudo dnf install %s' "$(translate redis-server redis postgresql postgresql-server fonts-dejavu-core dejavu-sans-fonts)"
  elif command -v pacman >/dev/null; then
    printf 'sudo pacman -S %s' "$(translate redis-server redis fonts-dejavu-core ttf-dejavu)"
  else
    printf 'your package manager: Redis 7 or newer and PostgreSQL 15 or newer (%s)' "${MISSING[*]}"
  fi
}

# translate FROM TO ...: MISSING with the package names of another system.
translate() {
  local names=" ${MISSING[*]} "
  while (($# > 1)); do
    names=${names/ $1 / $2 }
    shift 2
  done

  printf '%s' "${names:1:-1}"
}

install_debian_packages() {
  local status=0
  # A shell of its own, so that its traps undo what stands in for an administrator's "no" however the installation ends.
  (
    trap allow_services EXIT
    trap 'exit 130' INT TERM
    forbid_services && { apt_install "$@" || { as_root apt-get -q update && apt_install "$@"; }; }
  ) || status=$?
  keep_services_disabled "$@"
  return $status
}

# Debian starts services and creates a cluster as soon as the packages are unpacked; these two files are how an administrator says no.
readonly POLICY=/usr/sbin/policy-rc.d CLUSTER_CONF=/etc/postgresql-common/createcluster.conf

forbid_services() {
  if [[ ! -e $POLICY ]]; then
    printf '#!/bin/sh\n# switchyard\nexit 101\n' | as_root tee "$POLICY" >/dev/null
    as_root chmod 755 "$POLICY"
  fi

  as_root mkdir -p "$(dirname "$CLUSTER_CONF")"
  if [[ -e $CLUSTER_CONF ]]; then
    as_root cp -p "$CLUSTER_CONF" "$CLUSTER_CONF.switchyard"
  fi

  printf 'create_main_cluster = false\n' | as_root tee -a "$CLUSTER_CONF" >/dev/null
}

# What was there before is there again; a file that was not stays as Debian's own default would be, with the cluster refused.
allow_services() {
  if grep -qs '^# switchyard$' "$POLICY"; then
    as_root rm -f "$POLICY"
  fi

  if [[ -e $CLUSTER_CONF.switchyard ]]; then
    as_root mv "$CLUSTER_CONF.switchyard" "$CLUSTER_CONF"
  fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get -q -y --no-install-recommends -o Dpkg::Options::=--force-confold install "$@"
}

keep_services_disabled() {
  local package
  for package in "$@"; do
    case $package in
      redis-server | postgresql)
        if command -v systemctl >/dev/null; then
          as_root systemctl disable --quiet "$package.service" || true
        fi
        if command -v update-rc.d >/dev/null; then
          as_root update-rc.d "$package" disable || true
        fi
        ;;
    esac
  done
}
