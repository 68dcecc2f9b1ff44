#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Healthy is a service that says so itself: database reached, chain followed.
# usage: healthy.sh [management port on this machine]
set -euo pipefail
port=${1:-8081}
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /actuator/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
IFS= read -r -t 4 status <&3
[[ $status == "HTTP/1.1 200"* ]] && exit 0
echo "healthy.sh: expected HTTP status 200 from port $port, found $status" >&2
exit 1
