// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.ledger.Finality;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How to follow the chain.
 *
 * @param rpcUrls nodes to ask, the preferred one first
 * @param replica only answers; another instance follows into the same database
 * @param finality what makes a block final: {@code finalized} (the chain's own tags), {@code
 *     depth:<n>} or {@code immediate}
 * @param deepReorganisation what to do when the chain leaves a block that was final
 * @param logProof what must prove the logs that a node tells
 * @param witnessUrls further nodes, of another provider: one of them must tell the same headers and
 *     logs before anything is written or left; none: nobody is asked
 * @param pollMillis pause between two looks at the head; a minute without one is ill health
 * @param webSocketUrls where nodes say that they have a new head: a hint to look at once, no more
 */
@Validated
@ConfigurationProperties(prefix = "azra.chain", ignoreUnknownFields = false)
public record ChainProperties(
    @DefaultValue List<URI> rpcUrls,
    @DefaultValue("false") boolean replica,
    @NotNull @DefaultValue("finalized") Finality finality,
    @NotNull @DefaultValue("halt") DeepReorganisation deepReorganisation,
    @NotNull @DefaultValue("bloom") LogProof logProof,
    @DefaultValue List<URI> witnessUrls,
    @Min(10) @Max(30_000) @DefaultValue("500") int pollMillis,
    @DefaultValue List<URI> webSocketUrls) {

  @ConstructorBinding
  public ChainProperties {}

  /** Without a subscription. */
  public ChainProperties(
      List<URI> rpcUrls,
      boolean replica,
      Finality finality,
      DeepReorganisation deepReorganisation,
      LogProof logProof,
      List<URI> witnessUrls,
      int pollMillis) {
    this(
        rpcUrls,
        replica,
        finality,
        deepReorganisation,
        logProof,
        witnessUrls,
        pollMillis,
        List.of());
  }

  @AssertTrue(message = "expected either rpc-urls or replica=true, found both or neither")
  boolean isFollowingOrReplica() {
    return replica == rpcUrls.isEmpty();
  }

  @AssertTrue(message = "expected witness-urls, as log-proof=witness proves nothing without any")
  boolean isProvenSomehow() {
    return logProof != LogProof.WITNESS || !witnessUrls.isEmpty();
  }

  @AssertTrue(
      message = "expected rpc-urls and witness-urls that begin with http:// or https:// and a host")
  boolean isAskedByHttp() {
    return Stream.concat(rpcUrls.stream(), witnessUrls.stream())
        .allMatch(url -> isOf(url, "http", "https"));
  }

  @AssertTrue(message = "expected web-socket-urls that begin with ws:// or wss:// and a host")
  boolean isAnnouncedByWebSocket() {
    return webSocketUrls.stream().allMatch(url -> isOf(url, "ws", "wss"));
  }

  private static boolean isOf(URI url, String scheme, String secureScheme) {
    return url.getHost() != null
        && (scheme.equals(url.getScheme()) || secureScheme.equals(url.getScheme()));
  }
}
