// SPDX-License-Identifier: Apache-2.0
package network.azracode.service;

import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/** {@code /actuator/info}: the same as {@code /api/v1/version}, for whoever watches this port. */
@Component
final class VersionInfo implements InfoContributor {
  @Override
  public void contribute(Info.Builder info) {
    Version version = Version.ofThisProgram();
    info.withDetails(
        Map.of("name", version.name(), "version", version.version(), "commit", version.commit()));
  }
}
