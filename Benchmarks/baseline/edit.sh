#!/bin/sh
# The way without flagctl: change one state with jq and commit it with git.
#
#     edit.sh -C DIR enable|disable KEY [anything]
#
# git's settings stay as they are, so its objects are not synced to the disk one by one as
# flagctl's and edit.c's are. That favours this side.
set -eu
cd "$2"
verb=$3
key=$4
case $verb in
    enable) enabled=true subject="Enable $key in production" ;;
    *) enabled=false subject="Disable $key in production" ;;
esac
file=environments/production/flags/$key.json

jq ".enabled = $enabled" "$file" > "$file.tmp"
mv "$file.tmp" "$file"
git add "$file"
git commit -q -m "$subject

bench

Flag: $key
Environment: production
Operation: $verb
Approved-by: Priya N <priya@example.com>"
