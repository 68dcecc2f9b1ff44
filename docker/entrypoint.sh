#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Becomes the service, so that signals reach it. Writes nothing but below java.io.tmpdir.
# usage: entrypoint.sh [arguments of the service]
# SERVICE_JAR: default /opt/azra/azra-service.jar. JAVA_OPTS: words for the JVM. Secrets come as files, one for each
# property, by SPRING_CONFIG_IMPORT=configtree:<folder>/.
set -eu
jar=${SERVICE_JAR:-/opt/azra/azra-service.jar}
if [ ! -r "$jar" ]; then
  echo "entrypoint.sh: expected a jar at $jar, found none" >&2
  exit 1
fi
# shellcheck disable=SC2086 # options are words
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" \
  -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED ${JAVA_OPTS:-} \
  -jar "$jar" "$@"
