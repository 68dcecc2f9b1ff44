// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.account;

import java.math.BigInteger;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.SignatureQuestion;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Octets;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.spi.AsOf;
import network.azracode.service.chain.spi.ContractSignatures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.web3j.protocol.core.DefaultBlockParameter;

/** Asks the configured nodes in turn until one has answered. */
@Component
final class ContractSignatureReader implements ContractSignatures {
  private static final Logger LOG = LoggerFactory.getLogger(ContractSignatureReader.class);

  /** Strangers make us ask: more at a time are turned away, so that following never starves. */
  private static final int MAX_AT_A_TIME = 4;

  private final ChainProperties properties;
  private final Deployment deployment;
  private final Semaphore places = new Semaphore(MAX_AT_A_TIME);

  ContractSignatureReader(ChainProperties properties, Deployment deployment) {
    this.properties = properties;
    this.deployment = deployment;
  }

  @Override
  public boolean accepts(Address account, Bytes32 digest, Octets signature, AsOf at) {
    if (properties.rpcUrls().isEmpty()
        || signature.length() == 0
        || signature.length() > MAX_BYTES) {
      return false;
    }
    if (!places.tryAcquire()) {
      throw unverifiable("at most %d questions at a time".formatted(MAX_AT_A_TIME));
    }
    try {
      return properties.rpcUrls().stream()
          .flatMap(url -> answer(url, account, digest, signature, at).stream())
          .findFirst()
          .orElseThrow(() -> unverifiable("a node that answers as of block " + at.block()));
    } finally {
      places.release();
    }
  }

  private Optional<Boolean> answer(
      URI url, Address account, Bytes32 digest, Octets signature, AsOf at) {
    try (Chain chain = Chain.connect(url, deployment.chainId())) {
      var block = DefaultBlockParameter.valueOf(BigInteger.valueOf(at.block()));
      return Optional.of(SignatureQuestion.accepts(chain, account, digest, signature, block));
    } catch (AzraException unanswered) {
      LOG.warn("a contract's signature: {}", unanswered.getMessage());
      return Optional.empty();
    }
  }

  private static AzraException unverifiable(String expected) {
    return new AzraException(
        "signature.unverifiable", "signature of a contract: expected " + expected + ", found none");
  }
}
