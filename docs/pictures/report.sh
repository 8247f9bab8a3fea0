#!/bin/sh
# Draws report.png: the page of a report that the tests hold on record, in a browser's window.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
page="$here/../../tests/it/screens/report.wingtip.html"
"${CHROMIUM:-chromium}" --headless --no-sandbox --hide-scrollbars --force-device-scale-factor=1 \
    --window-size=1280,720 --screenshot="$here/report.png" "file://$page"
