#!/bin/sh
# One run of one portal for cron: nightly.sh PORTAL. Exit code 1 means that nothing new was published.
# Settings: SDSPIDER (the command), SDSPIDER_HOME (folder of archives, exports and logs), CONTACT, NOTIFY, KEEP.
set -u
portal=${1:?usage: nightly.sh PORTAL [options of sdspider crawl]}
shift
cd "${SDSPIDER_HOME:?set SDSPIDER_HOME to the folder of archives and exports}" || exit 1
mkdir -p logs
sdspider=${SDSPIDER:-sdspider}
"$sdspider" crawl "$portal" --contact "${CONTACT:?set CONTACT to your address}" ${NOTIFY:+--notify "$NOTIFY"} "$@" \
    >>"logs/$portal.log" 2>&1
code=$?
if [ "$code" -eq 0 ]; then
    "$sdspider" prune "archives/$portal" --keep "${KEEP:-60}" --exports "exports/$portal" \
        >>"logs/$portal.log" 2>&1
else
    echo "sdspider crawl $portal ended with exit code $code; its log ends:" >&2 # cron mails this
    tail -n 20 "logs/$portal.log" >&2
fi
exit "$code"
