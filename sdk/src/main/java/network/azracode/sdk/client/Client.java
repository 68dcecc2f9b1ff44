// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import network.azracode.sdk.ledger.Account;
import network.azracode.sdk.ledger.SettlementContract;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Signer;
import network.azracode.sdk.sealing.Envelope;
import network.azracode.sdk.sealing.JobSpec;
import network.azracode.sdk.sealing.SealingKeyPair;
import network.azracode.sdk.sealing.WalletSealingKey;

/** One client's wallet at work. Jobs are opened one after another, as their nonces are. */
public final class Client {
  /** No end: the same intent must always be the same bytes. */
  private static final long PERMIT_DEADLINE = (1L << 40) - 1;

  private final Network network;
  private final Signer wallet;
  private final Sender sender;
  private final SealingKeyPair resultKeys;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * A client whose wallet opens its results.
   *
   * @throws network.azracode.sdk.sealing.UnrepeatableSignature if the wallet cannot; such a client
   *     has a key of its own
   */
  public Client(
      Network network, Signer wallet, Sender sender, InstantSource clock, SecureRandom random) {
    this(network, wallet, sender, walletKeys(network, wallet), clock, random);
  }

  /**
   * A client whose results are sealed to a key of its own.
   *
   * @param resultKeys kept by a {@link network.azracode.sdk.sealing.SealingKeyFile}, without which
   *     nobody opens the results again
   */
  public Client(
      Network network,
      Signer wallet,
      Sender sender,
      SealingKeyPair resultKeys,
      InstantSource clock,
      SecureRandom random) {
    this.network = network;
    this.wallet = wallet;
    this.sender = sender;
    this.resultKeys = resultKeys;
    this.clock = clock;
    this.random = random;
  }

  /** Tops the escrow account up from the wallet, so that it holds at least this much. */
  public void fund(BigInteger atLeast) {
    SettlementContract settlement = network.settlement();
    Account account = settlement.latest().account(wallet.address());
    BigInteger missing = atLeast.subtract(account.free());
    if (missing.signum() > 0) {
      var permit =
          network
              .token()
              .permit(wallet, network.deployment().settlement(), missing, PERMIT_DEADLINE);
      sender.submit(
          "deposit-%d-%s".formatted(account.nonce(), account.free()),
          settlement.deposit(wallet.address(), missing, permit));
    }
  }

  /**
   * Seals the job to the checked enclave and opens it in escrow; returns once it is on chain. Where
   * another process took the nonce, it does both again.
   *
   * @throws AzraException {@code job.nonce}; as {@link Sender#submit}
   */
  public OpenedJob open(CheckedNode node, JobRequest request) {
    return NonceRace.run(() -> sealAndOpen(node, request));
  }

  private OpenedJob sealAndOpen(CheckedNode node, JobRequest request) {
    JobSpec spec =
        JobSpec.draw(request.programHash(), resultKeys.publicKey(), request.input(), random);
    JobTerms terms = terms(node, request, spec.specCommitment());
    Domain domain = network.deployment().settlementDomain();
    byte[] envelope = Envelope.seal(node.evidence(), terms, domain, spec, random);
    JobId id = terms.id(domain);
    sender.submit("open-" + id, network.settlement().open(terms));
    return new OpenedJob(
        id, terms, envelope, URI.create(node.offer().endpoint()), node.offer().tlsFingerprint());
  }

  /** Takes the money of an unsettled job back, once its deadline has passed. */
  public void refund(OpenedJob job) {
    sender.submit("refund-" + job.id(), network.settlement().refund(job.terms()));
  }

  /** The node's end of this job. */
  public Delivery deliver(OpenedJob job) {
    return new Delivery(job, resultKeys, network.deployment().settlementDomain());
  }

  private static SealingKeyPair walletKeys(Network network, Signer wallet) {
    var deployment = network.deployment();
    return WalletSealingKey.derive(wallet, deployment.chainId(), deployment.settlement());
  }

  private JobTerms terms(CheckedNode node, JobRequest request, Bytes32 specCommitment) {
    BigInteger unitPrice = node.offer().unitPrice();
    long deadline = clock.instant().plus(request.timeout()).getEpochSecond();
    return new JobTerms(
        wallet.address(),
        node.evidence().nodeId(),
        node.evidence().signer(),
        unitPrice.multiply(BigInteger.valueOf(request.maxUnits())),
        unitPrice,
        Math.min(deadline, node.until()),
        specCommitment,
        network.settlement().latest().account(wallet.address()).nonce());
  }
}
