# Sourced by run.sh and test.sh: makes or repairs .venv/ from a hash-locked file. Speaks on stderr only.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
venv="$root/.venv"
ready="$venv/placet-ready" # one line per lock file that .venv/ satisfies; written last, removed first
unset PYTHONHOME
export PYTHONPATH="$root" PYTHONSAFEPATH=1 # finds app/ from any folder, and never a folder "app" of the caller's

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# install_package PACKAGE: with apt-get as root; otherwise says what to ask for.
install_package() {
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        fail "Placet needs the system package $1: please ask your administrator to install it. / Placet a besoin du paquet système $1 : veuillez demander à votre administrateur de l’installer."
    fi
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 "$1"; } </dev/null >&2
}

need_command() { # COMMAND PACKAGE
    command -v "$1" >/dev/null || install_package "$2"
}

find_python() { # prints a Python that can make a virtual environment
    local candidate
    for candidate in python3.11 python3; do
        if "$candidate" -ISc 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$candidate"
            return
        fi
    done
    return 1
}

state() { # LOCK: what `ready` says when the packages of LOCK are in .venv/
    local python hash
    python=$("$venv/bin/python" -ISc 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || return
    hash=$(sha256sum <"$1")
    printf '%s' "${hash%% *} $python"
}

is_ready() { # LOCK
    [ -f "$ready" ] && grep -qxF -- "$(state "$1" || printf 'broken')" "$ready"
}

make_venv() {
    local python
    if ! python=$(find_python); then
        install_package python3-venv
        python=$(find_python) || fail "Placet needs Python 3.11 or later. / Placet a besoin de Python 3.11 ou ultérieur."
    fi
    "$python" -m venv --clear "$venv" >&2
}

install_lock() { # LOCK
    printf '%s\n' "Placet: preparing .venv, once. / Placet : préparation de .venv, une seule fois." >&2
    if [ -f "$ready" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        rm -f "$ready"
    else
        make_venv # nothing there, or an interrupted or broken one: begin again
    fi
    "$venv/bin/python" -m pip install --quiet --no-input --disable-pip-version-check \
        --require-hashes --no-deps --only-binary :all: -r "$1" >&2 ||
        fail "Placet could not install its libraries; the lines above say why. Start again when the package source is reachable. / Placet n’a pas pu installer ses bibliothèques ; les lignes ci-dessus en donnent la raison. Relancer lorsque la source des paquets est accessible."
}

# prepare LOCK...: .venv/ holds the packages of the first LOCK, which contain those of the others.
prepare() {
    is_ready "$1" && return
    exec 9<"$root/installer/common.sh"
    flock 9 # of two starts at once the second waits, and finds the work done
    if ! is_ready "$1"; then
        install_lock "$1"
        local lock
        for lock in "$@"; do state "$lock" && echo; done >"$ready.new"
        mv "$ready.new" "$ready"
    fi
    exec 9<&-
}
