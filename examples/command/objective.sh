#!/bin/sh
# A worker in plain shell: reads one trial, answers one result. Run: fer search run search.json (in this folder).
read -r trial
value() { printf '%s' "$trial" | sed -n "s/.*\"$1\":\([-0-9.eE]*\).*/\1/p"; }
loss=$(awk -v x="$(value x)" -v y="$(value y)" 'BEGIN { print (x - 1) ^ 2 + (y + 2) ^ 2 }')
echo "this line goes to the trial's log"
printf '{"type":"result","metrics":{"loss":%s}}\n' "$loss"
