#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the two jars from a clone, without tests. It is the build stage of the Dockerfile, and CI runs it as it stands.
# usage: build.sh [folder for azra-service.jar and azra.jar, default dist]
# Needs JDK 25, Maven, Node 20, git. Leaves everything under this clone and Maven's and npm's own caches.
set -euo pipefail
cd "$(dirname "$0")/.."
dist=${1:-dist}

mvn -B -ntp -q package -Pimage -DskipTests -Dspotless.check.skip

mkdir -p "$dist"
cp service/target/azra-service-*[!s].jar "$dist/azra-service.jar"
cp sdk/target/azra.jar "$dist/azra.jar"
ls -l "$dist"
