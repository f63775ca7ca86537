#!/usr/bin/env bash
# Shows that a fresh Debian machine with nothing but the .NET SDK and Node.js runs and tests this repository.
# Makes a minimal Debian 12 in a folder (debootstrap), binds the SDK and Node in, clones the repository, runs ./run.sh until it is ready,
# asks for a completion, stops, and runs ./test.sh.
# usage, as root:  eng/verify-clean-machine.sh [folder] [log file]        (default: a temporary folder, docs/clean-machine.log)
# CLEAN_KEEP=1 keeps the folder; a folder that holds a Debian already is used again (for work on this script; the proof is a new one).
set -euo pipefail

repository=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
target=${1:-$(mktemp -d)}/machine
log=${2:-$repository/docs/clean-machine.log}
# What the SDK's installation notes ask for, and git for the checkout's sake.
packages=ca-certificates,libicu72,libssl3,libstdc++6,zlib1g,tzdata
pid=

main() {
  ((EUID == 0)) || { echo "Run it as root: it makes a chroot."; exit 1; }
  trap cleanup EXIT
  mkdir -p "$(dirname "$log")"
  {
    note "Commit $(git -C "$repository" rev-parse HEAD), $(nproc) CPUs, $(awk '/MemTotal/ {print int($2 / 1024)}' /proc/meminfo) MiB of memory"
    make_machine
    bind_tools
    clone
    start_and_ask
    run_tests
    note "All done."
  } 2>&1 | tee "$log.new"
  # The folder's name is this machine's affair.
  sed "s#$target##g" "$log.new" >"$log"
  rm -f "$log.new"
}

note() { printf '\n== %s  %s\n' "$(date -u +%H:%M:%S)" "$*"; }

make_machine() {
  note "A minimal Debian 12: debootstrap --variant=minbase --include=$packages bookworm"
  if [[ ! -e $target/etc/debian_version ]]; then
    mkdir -p "$target"
    debootstrap --variant=minbase --include="$packages" bookworm "$target" "$(debian_mirror)" >"$target.debootstrap.log" 2>&1 ||
      { tail -n 20 "$target.debootstrap.log"; exit 1; }
  fi

  # Where packages come from is this machine's affair too: its sources, resolver and certificates are taken over.
  rm -rf "$target"/etc/apt/sources.list "$target"/etc/apt/sources.list.d
  cp -a /etc/apt/sources.list.d "$target/etc/apt/"
  [[ ! -e /etc/apt/sources.list ]] || cp /etc/apt/sources.list "$target/etc/apt/"
  cp -a /usr/share/keyrings/. "$target/usr/share/keyrings/"
  grep -lE '^Acquire::' /etc/apt/apt.conf.d/* 2>/dev/null | xargs -r cp -t "$target/etc/apt/apt.conf.d/"
  cp -L /etc/resolv.conf /etc/hosts "$target/etc/"
  cp -L /etc/ssl/certs/ca-certificates.crt "$target/etc/ssl/certs/ca-certificates.crt"
  in_machine "apt-get -q update >/dev/null && dpkg -l | grep -c ^ii"
}

debian_mirror() {
  awk '/^URIs:/ {print $2; exit} /^deb / {for (i = 2; i <= NF; i++) if ($i ~ /^https?:/) {print $i; exit}}' \
    /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null || true
}

bind_tools() {
  note "The .NET SDK and Node.js of this machine, read-only"
  local dotnet node
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  node=$(readlink -f "$(command -v node)")
  bind "$dotnet" /usr/share/dotnet ro
  bind "$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")" /opt/npm ro
  install -D "$node" "$target/usr/local/bin/node"
  ln -sf /usr/share/dotnet/dotnet "$target/usr/local/bin/dotnet"
  ln -sf /opt/npm/bin/npm-cli.js "$target/usr/local/bin/npm"
  ln -sf /opt/npm/bin/npx-cli.js "$target/usr/local/bin/npx"
  # The clients' settings of this machine, so that packages come from where they come from here.
  mkdir -p "$target/home/person/.nuget/NuGet"
  cp ~/.nuget/NuGet/NuGet.Config "$target/home/person/.nuget/NuGet/" 2>/dev/null || true
  mount_system
  in_machine 'dotnet --version; node --version; npm --version; command -v redis-server postgres chromium git || echo "no redis-server, postgres, chromium, git"'
}

mount_system() {
  mount -t proc proc "$target/proc"
  bind /dev /dev
  # A bind mount brings no mounts below it; terminals are one of them.
  bind /dev/pts /dev/pts
  mount -t tmpfs -o mode=1777 tmpfs "$target/dev/shm"
  bind /sys /sys ro
}

bind() {
  mkdir -p "$target$2"
  mount --bind "$1" "$target$2"
  [[ ${3:-} != ro ]] || mount -o remount,bind,ro "$target$2"
}

clone() {
  note "A clone into an empty folder: /srv/switchyard"
  rm -rf "$target/srv/switchyard"
  git clone --quiet --no-local "$repository" "$target/srv/switchyard"
  chown -R 0:0 "$target/srv/switchyard"
}

# HOME is elsewhere; the environment holds what a login has, and where the certificates are.
in_machine() {
  chroot "$target" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/home/person LANG=C.UTF-8 TERM=dumb \
    SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
    npm_config_registry="$(npm config get registry 2>/dev/null)" ${NUGET_CERT_REVOCATION_MODE:+NUGET_CERT_REVOCATION_MODE=$NUGET_CERT_REVOCATION_MODE} \
    ${CLEAN_PORT_OFFSET:+SWITCHYARD_PORT_OFFSET=$CLEAN_PORT_OFFSET} \
    /bin/bash -c "cd /srv/switchyard 2>/dev/null; $1"
}

start_and_ask() {
  local started output=$target/tmp/run.log
  note "./run.sh"
  started=$SECONDS
  # exec all the way, so that the signal below reaches run.sh and then AppHost.
  in_machine 'exec ./run.sh' >"$output" 2>&1 </dev/null &
  pid=$!
  until grep -q '^Switchyard is ready' "$output"; do
    if ! kill -0 "$pid" 2>/dev/null || ((SECONDS - started > 1500)); then
      cat "$output"
      note "run.sh did not get ready."
      exit 1
    fi
    sleep 0.5
  done

  cat "$output"
  note "Ready after $((SECONDS - started)) s from nothing. A completion:"
  in_machine "node -e '
    fetch(\"http://localhost:$((7170 + ${CLEAN_PORT_OFFSET:-0}))/v1/chat/completions\", {method: \"POST\", headers: {\"content-type\": \"application/json\"}, body: JSON.stringify({messages: [{role: \"user\", content: \"Hello\"}]})})
      .then(async r => { console.log(r.status, await r.text()); process.exit(r.ok ? 0 : 1); })'"
  in_machine './switchyard status'
  note "Nothing of Debian's own was started: ports 5432 and 6379"
  in_machine 'node -e "for (const port of [5432, 6379]) require(\"net\").connect(port, \"127.0.0.1\").on(\"error\", () => console.log(port, \"closed\")).on(\"connect\", () => { console.log(port, \"OPEN\"); process.exit(1); })"'
  note "./switchyard stop"
  in_machine './switchyard stop'
  wait "$pid" || true
  pid=
  note "A warm start"
  started=$(date +%s%N)
  in_machine 'exec ./run.sh' >"$output" 2>&1 </dev/null &
  pid=$!
  until grep -q '^Switchyard is ready' "$output"; do
    kill -0 "$pid" 2>/dev/null || { cat "$output"; exit 1; }
    sleep 0.1
  done
  note "Ready again after $((($(date +%s%N) - started) / 100000000)) tenths of a second."
  in_machine './switchyard stop'
  wait "$pid" || true
  pid=
}

run_tests() {
  note "./test.sh"
  in_machine 'CI=true ./test.sh'
}

# The work is done in a pipeline's subshell, so what is left is found and not remembered.
cleanup() {
  local root mount
  for root in /proc/[0-9]*/root; do
    if [[ $(readlink "$root" 2>/dev/null) == "$target" ]]; then
      kill "$(basename "$(dirname "$root")")" 2>/dev/null || true
    fi
  done

  awk -v below="$target/" 'index($2, below) == 1 {print $2}' /proc/mounts | sort -r | while read -r mount; do
    umount "$mount" 2>/dev/null || umount -l "$mount" || true
  done

  # Never while anything is still mounted below: it would delete the SDK of this machine.
  if [[ -z ${CLEAN_KEEP:-} ]] && ! grep -qF " $target/" /proc/mounts; then
    rm -rf --one-file-system "$target"
  fi
}

main
