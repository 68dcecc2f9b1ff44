// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.net.URI;
import java.nio.file.Path;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where endorsements come from. Of vendors' they come from a folder or from services, never from
 * both; Nitro needs none.
 *
 * @param developmentCollateral folder with the development root and its collateral; unset wherever
 *     no policy accepts development evidence
 * @param vendorCollateral folder of vendors' documents, for sites with no way out
 * @param pcs Intel's certification service, or a caching service that speaks the same
 * @param rootCrl Intel's list of its root's revocations
 * @param kds AMD's key distribution service, or a mirror of it
 * @param collateralCache folder where fetched documents are kept until they run out
 */
@ConfigurationProperties(prefix = "azra.attestation", ignoreUnknownFields = false)
public record AttestationProperties(
    @Nullable Path developmentCollateral,
    @Nullable Path vendorCollateral,
    @Nullable URI pcs,
    @Nullable URI rootCrl,
    @Nullable URI kds,
    @Nullable Path collateralCache) {

  /**
   * @throws AzraException {@code collateral.options} when they contradict each other
   */
  public void requireConsistent() {
    require(
        vendorCollateral == null || !asksServices(),
        "vendor-collateral, or services to ask, found both");
    require((pcs == null) == (rootCrl == null), "pcs and root-crl together, found one of them");
    require(
        asksServices() == (collateralCache != null),
        "collateral-cache where a service is named and nowhere else");
  }

  boolean asksServices() {
    return pcs != null || rootCrl != null || kds != null;
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new AzraException("collateral.options", "azra.attestation: expected " + expected);
    }
  }
}
