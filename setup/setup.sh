# shellcheck shell=bash
# What ./redial and ./check share: installing what is missing, and building a preset. To be sourced; runs nothing by itself.
# Everything is told on stderr, so that stdout stays the product's. A function that fails ends the (sub)shell with advice.

# Each with its lock file and its node_modules, and the kinds of installing that it belongs to.
readonly node_packages=("agent/clients product" "load/hdr product" "reports/viewer product" "benchmarks/peers peers")
readonly tools=build/tools  # programs of packages that are not installed
readonly shown_lines=60  # of a failed command's output

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

die() {
  say "$@"
  exit 1
}

# locked COMMAND…: in a subshell, one at a time in this tree.
locked() {
  mkdir -p build
  (
    if ! flock --nonblock 9; then
      say "waiting for another ./redial or ./check to finish its set-up"
      flock 9
    fi
    "$@"
  ) 9>build/.lock
}

# ---- installing; KIND is product; chromium or peers, which include product; or check, which includes all ----

declare -rA included=(
  [product]="product" [chromium]="product chromium" [peers]="product peers" [check]="product chromium peers check"
)

# install KIND: packages and Node.js modules, or a list of what is missing where it may not.
install() {
  local kind=$1 packages programs modules=() root=() folder of
  mapfile -t packages < <(missing_packages "$kind")
  mapfile -t programs < <(missing_tools "$kind")
  has_node || packages+=(nodejs npm)
  while read -r folder of; do
    ! includes "$kind" "$of" || has_modules "$kind" "$folder" || modules+=("$folder")
  done < <(printf '%s\n' "${node_packages[@]}")
  ((${#packages[@]} + ${#programs[@]} + ${#modules[@]})) || return 0

  if [[ ${REDIAL_NO_INSTALL:-} == 1 ]]; then
    refuse "REDIAL_NO_INSTALL=1 forbids to install it" \
      "${packages[@]}" "${programs[@]/#/$tools with a program of }" "${modules[@]/#/the Node.js modules of }"
  fi
  if ((EUID)); then root=(sudo); fi
  if ((${#packages[@]})); then
    have apt-get "${root[@]}" || refuse "only root, or sudo, can install it with apt-get" "${packages[@]}"
    install_packages "${packages[@]}"
  fi
  ((${#programs[@]} == 0)) || unpack_tools "${programs[@]}"
  for folder in "${modules[@]}"; do install_modules "$kind" "$folder"; done
}

# includes KIND OTHER
includes() { [[ " ${included[$1]} " == *" $2 "* ]]; }

# have COMMAND…: all of them.
have() {
  local name
  for name; do command -v "$name" >/dev/null || return; done
}

# refuse WHY WHAT…
refuse() {
  say "this is missing, and $1:"
  printf '  %s\n' "${@:2}" >&2
  exit 1
}

missing_packages() {
  local kind name
  while read -r kind name; do
    includes "$1" "$kind" || continue
    [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || echo "$name"
  done < <(sed 's/#.*//; /^ *$/d' setup/packages)
}

# As root; `root` says how to become it.
apt_get() { "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 "$@"; }

# update_lists LOG
update_lists() {
  apt_get update >>"$1" 2>&1 </dev/null || say "apt-get update failed; going on with the package lists as they are"
}

install_packages() {
  local log=build/apt.log
  say "installing $*"
  : >"$log"
  update_lists "$log"
  LC_ALL=C apt-get --simulate --no-install-recommends install "$@" 2>/dev/null |
    sed -n 's/^Remv \([^ ]*\).*/  apt removes \1, which excludes one of them/p' >&2
  apt_get --yes --no-install-recommends install "$@" >>"$log" 2>&1 </dev/null || {
    tail -n "$shown_lines" "$log" >&2
    refuse "apt-get could not install it (whole output: $log)" "$@"
  }
  has_node || die "Node.js 18 or later and npm are needed; found $(node --version 2>&1 | tail -n 1)"
}

# missing_tools KIND: "PACKAGE FILE" of each program that is not there.
missing_tools() {
  local kind name file
  while read -r kind name file; do
    [[ $kind == *-tool && ! -x $tools/${file##*/} ]] && includes "$1" "${kind%-tool}" && echo "$name $file"
  done < <(sed 's/#.*//; /^ *$/d' setup/packages)
}

# unpack_tools "PACKAGE FILE"…: without the packages' scripts, which start their services.
unpack_tools() {
  local log=build/apt.tools.log name file
  have apt-get dpkg-deb || refuse "apt-get and dpkg-deb are needed to get it" "$@"
  while read -r name file; do
    say "unpacking ${file##*/} of $name"
    unpack_tool "$name" "$file" >"$log" 2>&1 </dev/null && continue
    update_lists "$log"
    unpack_tool "$name" "$file" >>"$log" 2>&1 </dev/null && continue
    tail -n "$shown_lines" "$log" >&2
    refuse "apt-get could not get it (whole output: $log)" "$name"
  done < <(printf '%s\n' "$@")
}

# unpack_tool PACKAGE FILE
unpack_tool() {
  local folder status
  mkdir -p "$tools"
  folder=$(mktemp -d "$tools/unpacked.XXXXXX") || return
  (cd "$folder" && apt-get download "$1" && dpkg-deb --fsys-tarfile ./*.deb | tar -x "./$2") && mv "$folder/$2" "$tools/${2##*/}"
  status=$?
  rm -rf "$folder"
  return "$status"
}

has_node() {
  have npm && [[ $(node --version 2>/dev/null) =~ ^v([0-9]+) ]] && ((BASH_REMATCH[1] >= 18))
}

# modules_marker FOLDER: says which modules were installed there: "KIND HASH-OF-THE-LOCK-FILE". All kinds but check are one here.
modules_marker() { echo "$1/node_modules/.redial-installed"; }
wanted_modules() {
  local kind=product
  [[ $1 != check ]] || kind=check
  echo "$kind $(sha256sum <"$2/package-lock.json")"
}

# has_modules KIND FOLDER
has_modules() {
  local have
  have=$(cat "$(modules_marker "$2")" 2>/dev/null)
  [[ $have == "$(wanted_modules check "$2")" || $have == "$(wanted_modules "$1" "$2")" ]]
}

# install_modules KIND FOLDER
install_modules() {
  local log=build/npm.${2//\//-}.log omit=()
  [[ $1 == check ]] || omit=(--omit=dev)
  say "installing the Node.js modules of $2"
  npm --prefix "$2" ci "${omit[@]}" --no-audit --no-fund >"$log" 2>&1 </dev/null || {
    tail -n "$shown_lines" "$log" >&2
    die "npm ci failed (whole output: $log)"
  }
  wanted_modules "$1" "$2" >"$(modules_marker "$2")"
}

# ---- building ----

# configured PRESET: is there something that ninja can go on with, made for this very folder?
configured() {
  [[ -f build/$1/build.ninja ]] && grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "build/$1/CMakeCache.txt"
}

# configure PRESET [ARG…]
configure() {
  local preset=$1 log=build/$1.configure.log fresh=()
  configured "$preset" || fresh=(--fresh)
  say "configuring $preset"
  cmake --preset "$preset" "${fresh[@]}" "${@:2}" >"$log" 2>&1 </dev/null || {
    tail -n "$shown_lines" "$log" >&2
    die "configuring $preset failed (whole output: $log)"
  }
}

# build PRESET [TARGET…]: all targets when none is named.
build() {
  local preset=$1 log=build/$1.build.log targets=()
  (($# == 1)) || targets=(--target "${@:2}")
  say "building $preset"
  cmake --build --preset "$preset" --parallel "$(nproc)" "${targets[@]}" 2>&1 </dev/null | tee "$log" | tell_progress "$preset"
  ((PIPESTATUS[0] == 0)) && return
  sed -n '/^FAILED: /,$p' "$log" | head -n "$shown_lines" >&2
  die "building $preset failed (whole output: $log)"
}

# Reads ninja's output, tells every tenth of the way.
tell_progress() {
  local line tenth last=0
  while IFS= read -r line; do
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
    tenth=$((10 * BASH_REMATCH[1] / BASH_REMATCH[2]))
    ((tenth == last)) || say "building $1: ${BASH_REMATCH[1]} of ${BASH_REMATCH[2]}"
    last=$tenth
  done
}
