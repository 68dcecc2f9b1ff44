// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.token;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Token;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.spi.TokenDecimals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.web3j.tx.exceptions.ContractCallException;

/** Asks the configured nodes in turn until one has answered, and then never again. */
@Component
final class TokenReader implements TokenDecimals, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(TokenReader.class);
  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

  private final ChainProperties properties;
  private final Deployment deployment;
  private volatile OptionalInt decimals = OptionalInt.empty();
  private volatile @Nullable Thread asking;

  TokenReader(ChainProperties properties, Deployment deployment) {
    this.properties = properties;
    this.deployment = deployment;
  }

  @Override
  public OptionalInt value() {
    return decimals;
  }

  @Override
  public void start() {
    if (!properties.rpcUrls().isEmpty()) {
      asking = Thread.ofVirtual().name("token-reader").start(this::ask);
    }
  }

  @Override
  public void stop() {
    Thread thread = asking;
    if (thread != null) {
      thread.interrupt();
      asking = null;
    }
  }

  @Override
  public boolean isRunning() {
    return asking != null;
  }

  private void ask() {
    try {
      while (properties.rpcUrls().stream().noneMatch(this::isAnsweredBy)) {
        Thread.sleep(BETWEEN_ROUNDS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAnsweredBy(URI url) {
    try (Chain chain = Chain.connect(url, deployment.chainId())) {
      decimals = OptionalInt.of(new Token(chain, deployment.token()).decimals());
      return true;
    } catch (ContractCallException without) {
      LOG.info("token {} has no decimals", deployment.token());
      return true;
    } catch (AzraException unanswered) {
      LOG.debug("the token's decimals: {}", unanswered.getMessage());
      return false;
    }
  }
}
