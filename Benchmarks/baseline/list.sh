#!/bin/sh
# The floor of `flagctl list -e production`: git reads the same definitions and states.
#
#     list.sh DIR
set -eu
cd "$1"
git ls-tree -r HEAD environments/production/flags flags |
    awk '{ print $3 }' |
    git cat-file --batch > /dev/null
