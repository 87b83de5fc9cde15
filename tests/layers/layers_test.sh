#!/bin/sh
# layers_test.sh SOURCE: the tree keeps its layers, and the check notices when not.
set -eu
here=$1/tests/layers
"$here/check_layers.sh" "$1"

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/src/model" "$tree/src/cli"
expect_failure() {
    printf '%s\n' "$1" >"$tree/src/model/wrong.c"
    if "$here/check_layers.sh" "$tree" "$here/allowed.txt" >/dev/null; then
        echo "not noticed: $1"
        exit 1
    fi
}
expect_failure '#include "cli/print.h"'
expect_failure '#include <sqlite3.h>'
expect_failure '#  include <libxml/tree.h>'
mkdir "$tree/src/unheard"
expect_failure ''
