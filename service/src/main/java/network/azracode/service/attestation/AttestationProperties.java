// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where endorsements come from, and who else attests. Of vendors' they come from a folder or from
 * services, never from both; Nitro needs none.
 *
 * @param developmentCollateral folder with the development root and its collateral; unset wherever
 *     no policy accepts development evidence
 * @param vendorCollateral folder of vendors' documents, for sites with no way out
 * @param pcs Intel's certification service, or a caching service that speaks the same
 * @param rootCrl Intel's list of its root's revocations
 * @param kds AMD's key distribution service, or a mirror of it
 * @param collateralCache folder where fetched documents are kept until they run out
 * @param peers base URLs of the other attestors' services, by their address
 * @param cosignTimeoutSeconds how long a quorum may take
 * @param roundSeconds between two looks at the evidence behind all verdicts that stand
 * @param condemn whether a fault of the closed list is sent against its key, or only told
 */
@Validated
@ConfigurationProperties(prefix = "azra.attestation", ignoreUnknownFields = false)
public record AttestationProperties(
    @Nullable Path developmentCollateral,
    @Nullable Path vendorCollateral,
    @Nullable URI pcs,
    @Nullable URI rootCrl,
    @Nullable URI kds,
    @Nullable Path collateralCache,
    @DefaultValue Map<String, URI> peers,
    @Min(1) @Max(25) @DefaultValue("10") int cosignTimeoutSeconds,
    @Min(1) @Max(3_600) @DefaultValue("30") int roundSeconds,
    @DefaultValue("send") CondemnMode condemn) {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final String ADDRESS = "0x[0-9a-fA-F]{40}";

  public AttestationProperties {
    peers = Map.copyOf(peers);
  }

  @AssertTrue(message = "expected an http or https base URL for each attestor's address")
  boolean isEveryPeerReachable() {
    return peers.entrySet().stream()
        .allMatch(peer -> peer.getKey().matches(ADDRESS) && isBase(peer.getValue()));
  }

  private static boolean isBase(URI url) {
    return url.getScheme() != null
        && SCHEMES.contains(url.getScheme())
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

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
