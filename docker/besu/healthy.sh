#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Healthy is a chain that grows: exit 0 if the head rises within five seconds. The image has no curl.
# usage: healthy.sh [port of JSON-RPC over HTTP on this machine]
set -euo pipefail
port=${1:-8545}

fail() { echo "healthy.sh: $1" >&2; exit 1; }

# the head's number in hexadecimal, without 0x
head_number() {
  local body='{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber","params":[]}'
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' \
    "${#body}" "$body" >&3
  grep -Eo '"result" *: *"0x[0-9a-fA-F]{1,15}"' <&3 | grep -Eo '0x[0-9a-fA-F]+' | cut -c3-
}

first=$(head_number 2>/dev/null) || fail "expected a node at port $port, found no answer"
for _ in 1 2 3 4 5; do
  sleep 1
  now=$(head_number 2>/dev/null) || fail "expected a node at port $port, found no answer"
  [ $((16#$now)) -gt $((16#$first)) ] && exit 0
done
fail "expected a head above $((16#$first)), found $((16#$now))"
