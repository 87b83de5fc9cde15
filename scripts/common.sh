# Shared by the scripts beside it; meant to be sourced with bash.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

step() {
    printf '== %s\n' "$*" >&2
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# install_packages LIST…: what is missing of scripts/packages/LIST, nothing when all is there.
install_packages() {
    local missing=() package
    while read -r package; do
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
        *' installed') ;;
        *) missing+=("$package") ;;
        esac
    done < <(cd scripts/packages && sort -u "$@")
    [ ${#missing[@]} -eq 0 ] && return
    step "installing ${#missing[@]} packages: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 update >/dev/null
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 \
        install -y --no-install-recommends "${missing[@]}" >/dev/null
}

# build FOLDER [CMAKE OPTION…]: configures and compiles into build/FOLDER.
build() {
    local folder=build/$1
    shift
    step "building $folder"
    cmake -S . -B "$folder" "$@" >"$folder.log" 2>&1 || { cat "$folder.log" >&2; return 1; }
    cmake --build "$folder" --parallel "$(nproc)" >"$folder.log" 2>&1 || { cat "$folder.log" >&2; return 1; }
}

mkdir -p build
