#!/bin/sh
# tools/quietly.sh LOG COMMAND...   runs the command, its output into LOG, shown only if it fails.
log=$1
shift
if "$@" >"$log" 2>&1; then exit 0; fi
status=$?
# The first errors say most; the log has the rest.
grep -n -m 20 -E 'error|Error|FAILED' "$log" >&2
tail -n 40 "$log" >&2
echo "failed: $* (see $log)" >&2
exit "$status"
