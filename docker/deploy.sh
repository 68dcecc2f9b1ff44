#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Puts the contracts on the test chain and appoints the attestor; once more changes nothing.
# usage: deploy.sh <JSON-RPC address> [folder, default /var/lib/azra]
set -euo pipefail
rpc=$1 home=${2:-/var/lib/azra}

exec java -jar "${AZRA_CLI_JAR:-/opt/azra/azra.jar}" steward deploy \
  --rpc-url="$rpc" --chain-id=1337 --finality=immediate --profile=local \
  --keystore="$home/deployer/keystore.json" --password-file="$home/deployer/password" \
  --journal="$home/deployer/journal" --deployment="$home/network/deployment.json" \
  --attestor="$(cat "$home/network/attestor.address")"
