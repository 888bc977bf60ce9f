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

# Shows a command as one would type it.
show() {
    printf '\n$'
    for word in "$@"; do
        case $word in
            *' '*) printf " '%s'" "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
}

# Shows and runs a command that finds nothing wrong.
run() {
    show "$@"
    "$@"
}

# Shows and runs a command that finds something, which is told by the exit status 1.
find_fault() {
    show "$@"
    status=0
    "$@" || status=$?
    printf '(exit status %s)\n' "$status"
    [ "$status" -eq 1 ] || exit 2
}

# Edits a file in place with a sed script, and fails if that changes nothing.
change() {
    sed "$2" "$1" > "$work/changed"
    ! cmp -s "$1" "$work/changed" || { echo "nothing to change in $1" >&2; exit 2; }
    cat "$work/changed" > "$1"
}

say 'A shop with three WhatsApp numbers in three languages. Is everything in order?'
run routecfg validate

say 'Nothing is live yet. The first release:'
run routecfg apply --yes --first --message 'First release'

say 'A slip of the keyboard is found before any customer meets it.'
change routing/hours.yaml 's/if_time_matches: {queue: wholesale}/if_time_matches: {queue: wholesail}/'
find_fault routecfg validate
change routing/hours.yaml 's/{queue: wholesail}/{queue: wholesale}/'

say 'So are two lines that send their chats to each other whenever both are closed.'
change routing/hours.yaml '
    /^  eshop-cz-open:/,/not_match/ s/{decision_tree: after-hours}/{time_condition: eshop-de-open}/
    /^  eshop-de-open:/,/not_match/ s/{decision_tree: after-hours}/{time_condition: eshop-cz-open}/'
find_fault routecfg validate --select endless-loop
change routing/hours.yaml 's/if_time_does_not_match: {time_condition: .*}/if_time_does_not_match: {decision_tree: after-hours}/'

say 'A change on purpose: the Czech line stays open until eight, and lost parcels go to support.'
change routing/hours.yaml '/^  eshop-cz-hours:/,/hours:/ s/mon-fri, hours: "08:00-18:00"/mon-fri, hours: "08:00-20:00"/'
change routing/trees/main-menu.yaml 's/- target: {queue: couriers} /- target: {queue: support}  /'
run routecfg validate
run routecfg diff
run routecfg apply --yes --message 'Longer evenings'

say 'Better not. Back to what the first release gave customers.'
run routecfg rollback 1 --yes --message 'Nobody for the late shift'
run routecfg history
