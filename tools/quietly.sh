#!/bin/sh
# tools/quietly.sh LOG COMMAND...   runs the command, its output into LOG, shown only if it fails. Its status is the command's.
log=$1
shift
"$@" >"$log" 2>&1 && exit 0
status=$?  # after `if` it would be 0
# The first errors say most; the log has the rest.
grep -n -m 20 -E 'error|Error|FAILED' "$log" >&2
tail -n 40 "$log" >&2
echo "failed: $* (see $log)" >&2
exit "$status"
