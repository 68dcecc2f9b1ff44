#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs one Besu that is a whole chain: makes validator key and genesis at first start, then becomes Besu.
# usage: node.sh <data folder> <0x address that owns all ether> [flags of besu, stronger than besu.toml]
# BESU_HOME: the install; default /opt/besu, as in the image.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

fail() { echo "node.sh: $1" >&2; exit 1; }

[ $# -ge 2 ] || fail "expected a data folder and an address, found $# arguments"
data=$1 funded=$2
shift 2
[[ $funded =~ ^0x[0-9a-fA-F]{40}$ ]] || fail "expected an address of 0x and 40 digits, found $funded"
besu=${BESU_HOME:-/opt/besu}/bin/besu
[ -x "$besu" ] || fail "expected Besu at $besu, found none; BESU_HOME names the install"

umask 077
mkdir -p "$data"
# genesis.json is written last and in one step: where it stands, the key stands too
if [ ! -e "$data/genesis.json" ]; then
  od -An -vtx1 -N32 /dev/urandom | tr -d ' \n' > "$data/validator.key"
  "$besu" --data-path="$data/first" public-key export-address \
    --node-private-key-file="$data/validator.key" --to="$data/validator.address" >&2
  validator=$(tr -d '\n' < "$data/validator.address")
  [[ $validator =~ ^0x[0-9a-fA-F]{40}$ ]] || fail "expected the validator's address, found \"$validator\""
  sed -e "s/{validator}/${validator#0x}/" -e "s/{funded}/${funded#0x}/" \
    "$here/genesis.json" > "$data/genesis.json.new"
  mv "$data/genesis.json.new" "$data/genesis.json"
fi

exec "$besu" \
  --config-file="$here/besu.toml" \
  --data-path="$data/chain" \
  --genesis-file="$data/genesis.json" \
  --node-private-key-file="$data/validator.key" \
  "$@"
