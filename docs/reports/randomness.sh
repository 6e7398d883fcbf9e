#!/bin/bash
# Has dieharder, rngtest and ent test what the node makes of a simulated device, and the device's samples as a control that must
# fail; writes what they print beside this script.
set -euo pipefail
shopt -s inherit_errexit

case ${1:-} in
    '') ;;
    *)
        cat <<'TEXT'
usage: docs/reports/randomness.sh

Makes 1 GiB with ./qgate bench random-output, tests it, and replaces the reports beside this script: a few minutes, 1.1 GiB of
temporary files. Exit code 1 when a program did not run, when a test of dieharder printed FAILED, or when the control passed.
TEXT
        case $1 in --help | -h) exit ;; *) exit 64 ;; esac
        ;;
esac

HERE=$(cd "$(dirname "$0")" && pwd)
QGATE=$HERE/../../qgate
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
cd "$WORK" # what the programs print names no path
say() { echo "randomness.sh: $*" >&2; }

# Tests whose usual number of samples needs little, then some with fewer samples than usual: together 1,000 of the 1,074 MB.
# What dieharder itself calls suspect is left out.
TESTS=(
    "-d 0" "-d 10" "-d 11" "-d 12" "-d 15" "-d 100" "-d 101" "-d 102"
    "-d 2 -p 20" "-d 8 -p 20" "-d 200 -n 2 -p 20" "-d 206 -t 5000" "-d 207 -t 1000000" "-d 208 -t 500000"
)

# One test after the other reads on where the one before stopped, so that no byte is tested twice.
dieharder_all() { # TEST…
    local test
    for test in "$@"; do
        echo "\$ dieharder -g 200 $test"
        # shellcheck disable=SC2086
        dieharder -g 200 $test
    done
    echo "bytes left: $(wc -c)"
}

report() { # NAME INPUT COMMAND…
    local name=$1 input=$2 status=0
    shift 2
    say "$name"
    "$@" <"$input" >"$name" 2>&1 || status=$?
    # rngtest says with 1 that some blocks failed, as some must.
    [ "$status" -eq 0 ] || { [ "$1" = rngtest ] && [ "$status" -eq 1 ]; } || { cat "$name" >&2; say "$1 ended with $status"; exit 1; }
}

"$QGATE" bench random-output --mib 1024 >output 2>source.txt || { cat source.txt >&2; exit 1; }
"$QGATE" bench random-output --mib 256 --raw >samples 2>>source.txt
dpkg-query -W dieharder rng-tools5 ent >programs.txt
report ent.txt output ent
report rngtest.txt output rngtest
report dieharder.txt output dieharder_all "${TESTS[@]}"
report control-ent.txt samples ent
report control-rngtest.txt samples rngtest
report control-dieharder.txt samples dieharder_all "-d 100" "-d 15"
cp -- *.txt "$HERE"

count() { grep -c "|  *$1" "$2" || true; }
say "dieharder: $(count PASSED dieharder.txt) passed, $(count WEAK dieharder.txt) weak, $(count FAILED dieharder.txt) failed"
[ "$(count FAILED dieharder.txt)" -eq 0 ] || exit 1
[ "$(count PASSED dieharder.txt)" -gt 0 ] || exit 1
[ "$(count FAILED control-dieharder.txt)" -gt 0 ] || { say "the control did not fail"; exit 1; }
