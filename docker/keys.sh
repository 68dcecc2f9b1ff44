#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Draws what the test network keeps secret, at first start; keeps what stands. Addresses are no secret.
# usage: keys.sh [folder, default /var/lib/azra]
set -euo pipefail
home=${1:-/var/lib/azra}

mkdir -p "$home/network"
for party in deployer attestor; do
  mkdir -p "$home/$party"
  java -jar "${AZRA_CLI_JAR:-/opt/azra/azra.jar}" steward key \
    --keystore="$home/$party/keystore.json" --password-file="$home/$party/password" \
    > "$home/network/$party.address.new"
  mv "$home/network/$party.address.new" "$home/network/$party.address"
done

# named as the property, for configtree; PostgreSQL reads the same file
mkdir -p "$home/database"
password=$home/database/spring.datasource.password
if [ ! -s "$password" ]; then
  (umask 077 && od -An -vtx1 -N32 /dev/urandom | tr -d ' \n' > "$password.new")
  mv "$password.new" "$password"
fi
