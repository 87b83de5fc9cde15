#!/bin/sh
# check_layers.sh SOURCE [ALLOWED]: fails when a file of src/ includes what its
# folder may not (tests/layers/allowed.txt).
set -eu
allowed=${2:-$1/tests/layers/allowed.txt}
cd "$1/src"
for folder in */; do
    grep -q "^${folder%/}:" "$allowed" || { echo "src/$folder is not in allowed.txt"; exit 1; }
done
found=$(grep -HnE '^ *# *include' -- */*.c */*.h | awk -v allowed="$allowed" '
BEGIN {
    while ((getline line < allowed) > 0) {
        if (line ~ /^#/) continue
        split(line, parts, "|")
        name = parts[1]; sub(/:.*/, "", name)
        ours = parts[1]; sub(/^[^:]*:/, "", ours)
        n = split(ours, list, " ")
        may[name, name] = 1
        for (i = 1; i <= n; i++) may[name, list[i]] = 1
        known[name] = 1
        n = split(parts[2], list, " ")
        for (i = 1; i <= n; i++) { owner[list[i]] = name }
    }
}
{
    file = $0; sub(/:.*/, "", file)
    folder = file; sub(/\/.*/, "", folder)
    if (match($0, /"[^"]+"/)) {
        header = substr($0, RSTART + 1, RLENGTH - 2)
        target = header
        if (!sub(/\/.*/, "", target)) next
        if (known[target] && !((folder, target) in may)) print $0
    } else if (match($0, /<[^>]+>/)) {
        header = substr($0, RSTART + 1, RLENGTH - 2)
        for (prefix in owner)
            if (index(header, prefix) == 1 && owner[prefix] != folder) print $0
    }
}')
[ -z "$found" ] && exit 0
echo "includes that the layers do not allow:"
echo "$found"
exit 1
