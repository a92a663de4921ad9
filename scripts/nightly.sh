#!/bin/sh
# Restores a folder of photographs every night. An example to copy and to change; from a crontab, for instance:
#
#   15 1 * * *  GPEN_INPUT=/srv/scans GPEN_OUTPUT=/srv/restored /opt/gpen/bin/nightly.sh
#
# One log file for each day is kept for GPEN_KEEP_LOGS days. cron mails whatever is printed, so nothing is printed
# unless somebody has to look.
set -u

PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
export PATH

input=${GPEN_INPUT:?is the folder with the photographs}
output=${GPEN_OUTPUT:?is the folder for the restored photographs}
logs=${GPEN_LOGS:-$output/logs}
keep=${GPEN_KEEP_LOGS:-30}
hours=${GPEN_HOURS:-6h}
# These speak to this script; the program would ask what they mean.
unset GPEN_INPUT GPEN_OUTPUT GPEN_LOGS GPEN_KEEP_LOGS GPEN_HOURS

here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
mkdir -p "$logs" || exit 5
log=$logs/gpen-$(date +%Y-%m-%d).log

# A night that is not over yet: the next one is left out. gpen itself would refuse the folder too, with exit code 5.
if command -v flock >/dev/null 2>&1; then
  exec 9>"$logs/nightly.lock"
  if ! flock -n 9; then
    printf '%s still running, nothing started\n' "$(date +%H:%M)" >>"$log"
    exit 0
  fi
fi

"$here/gpen" restore --input "$input" --output "$output" --recursive --max-time "$hours" >>"$log" 2>&1 9>&-
code=$?
printf '%s exit code %s\n' "$(date +%H:%M)" "$code" >>"$log"
find "$logs" -name 'gpen-*.log' -mtime "+$keep" -exec rm -f {} +

# Everything but 0 is worth a mail; the codes are explained by gpen --help.
case $code in
  0) exit 0 ;;
  1) message='some photographs failed for the first time' ;;
  3) message='a model is missing or damaged: try gpen models verify' ;;
  4) message='the surroundings do not work: try gpen doctor' ;;
  5) message='the run had to stop: disk full, folder locked, or the input is not there' ;;
  130 | 143) message='the run was stopped; the next one goes on from there' ;;
  *) message='that should not happen' ;;
esac
printf 'gpen: %s (exit code %s)\n\n' "$message" "$code"
tail -n 40 "$log"
printf '\nThe whole log: %s\n' "$log"
exit "$code"
