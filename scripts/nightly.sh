#!/bin/sh
# Restores a folder of photographs every night. An example to copy and to change; from a crontab, for instance:
#
#   15 1 * * *  GPEN_INPUT=/srv/scans GPEN_OUTPUT=/srv/restored /opt/gpen/bin/nightly.sh
#
# Silent on success: cron mails whatever is printed. One log file for each day is kept for GPEN_KEEP_LOGS days.
# Exit codes are those of gpen --help, and 75 when the last run is still at work.
set -u

PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
export PATH

if [ -z "${GPEN_INPUT:-}" ] || [ -z "${GPEN_OUTPUT:-}" ]; then
  printf '%s\n' 'nightly.sh: set GPEN_INPUT to the folder of the photographs and GPEN_OUTPUT to the folder for' \
    'the restored ones, in the crontab or in this script'
  exit 2
fi
input=$GPEN_INPUT
output=$GPEN_OUTPUT
logs=${GPEN_LOGS:-$output/logs}
keep=${GPEN_KEEP_LOGS:-30}
hours=${GPEN_HOURS:-6h}
case $keep in
  '' | *[!0-9]*)
    printf 'nightly.sh: GPEN_KEEP_LOGS is a number of days, not %s\n' "$keep"
    exit 2
    ;;
esac
# These are settings of this script; the program would report them as unknown options.
unset GPEN_INPUT GPEN_OUTPUT GPEN_LOGS GPEN_KEEP_LOGS GPEN_HOURS

here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
# The logs may lie inside the output folder: nothing is created where there is nothing to do.
if [ ! -d "$input" ]; then
  printf 'nightly.sh: there is no folder %s (GPEN_INPUT)\n' "$input"
  exit 5
fi
if [ -d "$output" ] && [ "$(CDPATH='' cd "$input" && pwd -P)" = "$(CDPATH='' cd "$output" && pwd -P)" ]; then
  printf 'nightly.sh: %s is both GPEN_INPUT and GPEN_OUTPUT; name another folder for the restored ones\n' "$output"
  exit 2
fi
if ! mkdir -p "$logs"; then
  printf 'nightly.sh: cannot create the folder of the logs, %s\n' "$logs"
  exit 5
fi
log=$logs/gpen-$(date +%Y-%m-%d).log
lock=$logs/nightly.lock

now() {
  date '+%Y-%m-%d %H:%M:%S'
}

# One run at a time. The lock file holds the process of the run; the nights that found it at work are counted.
if command -v flock >/dev/null 2>&1; then
  exec 9>>"$lock"
  if ! flock -n 9; then
    read -r process <"$lock" || process=unknown
    nights=0
    [ ! -r "$lock.nights" ] || read -r nights <"$lock.nights"
    nights=$((nights + 1))
    printf '%s\n' "$nights" >"$lock.nights"
    printf '%s the last run (process %s) is still at work; nothing was started\n' "$(now)" "$process" | tee -a "$log"
    if [ "$nights" -ge 2 ]; then
      printf 'This is night %s. To end that run, which the next one continues: kill %s\n' "$nights" "$process"
    fi
    exit 75
  fi
  rm -f "$lock.nights"
fi

# An earlier run of the day may have written to the same log.
earlier=0
[ ! -r "$log" ] || earlier=$(wc -l <"$log")
"$here/gpen" restore --input "$input" --output "$output" --recursive --max-time "$hours" --timestamps \
  >>"$log" 2>&1 9>&- &
run=$!
printf '%s\n' "$run" >"$lock"
trap 'kill "$run" 2>/dev/null' INT TERM
wait "$run"
code=$?
# A signal ends the first wait before the run has ended.
if kill -0 "$run" 2>/dev/null; then
  wait "$run"
  code=$?
fi
printf '%s exit code %s\n' "$(now)" "$code" >>"$log"
find "$logs" -name 'gpen-*.log' -mtime "+$keep" -exec rm -f {} +

case $code in
  0) exit 0 ;;
  1) message='some photographs failed that had not failed before' ;;
  2) message='an option or setting is wrong (GPEN_HOURS, gpen.properties, this script)' ;;
  3) message='a model is missing or damaged: try gpen models verify' ;;
  4) message='a native library, the device or Java does not work: try gpen doctor' ;;
  5) message='the run had to stop: disk full, output folder locked, or input folder missing' ;;
  70) message='an internal error; please report it with the log' ;;
  130 | 143) message='the run was stopped; the next one continues it' ;;
  *) message='gpen ended abnormally, perhaps killed for want of memory' ;;
esac
printf 'gpen: %s (exit code %s)\n\n' "$message" "$code"
tail -n "+$((earlier + 1))" "$log" | tail -n 40
printf '\nThe whole log: %s\n' "$log"
exit "$code"
