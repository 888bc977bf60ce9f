#!/bin/sh
# A change's whole way: validate, release, change, look at what it does, release, go back. It works on a temporary
# copy of the e-shop and leaves nothing behind. Needs `routecfg` on the PATH.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/routecfg-demo.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cp -R "$here/eshop" "$work/eshop"
cd "$work/eshop"

say() { printf '\n# %s\n' "$*"; }

# Shows a command, then what it prints. An exit status of 1 means "found something" and is told, not hidden;
# anything higher ends the demonstration.
run() {
    printf '\n$ %s\n' "$*"
    status=0
    "$@" || status=$?
    [ "$status" -le 1 ] || exit "$status"
    [ "$status" -eq 0 ] || printf '(exit status %s)\n' "$status"
}

# Edits a file in place, and fails if there was nothing to edit: change FILE FROM TO
change() {
    sed "s|$2|$3|" "$1" > "$work/changed"
    ! cmp -s "$1" "$work/changed" || { echo "nothing to change in $1" >&2; exit 1; }
    cat "$work/changed" > "$1"
}

say 'A shop with three WhatsApp numbers in three languages. Is everything in order?'
run routecfg validate

say 'Nothing is live yet: this is what a first release brings.'
run routecfg diff
run routecfg apply --yes

say 'A slip of the keyboard in the opening hours is found before any customer meets it.'
change routing/hours.yaml 'if_time_matches: {decision_tree: main-menu}' 'if_time_matches: {decision_tree: man-menu}'
run routecfg validate
change routing/hours.yaml 'if_time_matches: {decision_tree: man-menu}' 'if_time_matches: {decision_tree: main-menu}'

say 'A change on purpose: the Czech line stays open until eight, and lost parcels go to support.'
change routing/hours.yaml '{days: mon-fri, hours: "08:00-18:00"}' '{days: mon-fri, hours: "08:00-20:00"}'
change routing/trees/main-menu.yaml '- target: {queue: couriers} ' '- target: {queue: support}  '
run routecfg validate
run routecfg diff
run routecfg apply --yes

say 'Better not. Back to the release before.'
run routecfg rollback 1 --yes
run routecfg history
