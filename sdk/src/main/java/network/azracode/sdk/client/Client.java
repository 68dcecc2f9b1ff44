// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.InstantSource;
import network.azracode.sdk.ledger.Account;
import network.azracode.sdk.ledger.ContractReverted;
import network.azracode.sdk.ledger.SettlementContract;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.TransactionFailed;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Signer;
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
    return open(node, request, JobMemory.NONE);
  }

  /**
   * As {@link #open(CheckedNode, JobRequest)}.
   *
   * @param memory is told of each attempt before anything is sent, so that {@link #reopen} can go
   *     on after a crash
   */
  public OpenedJob open(CheckedNode node, JobRequest request, JobMemory memory) {
    return NonceRace.run(() -> sealAndOpen(node, request, memory));
  }

  private OpenedJob sealAndOpen(CheckedNode node, JobRequest request, JobMemory memory) {
    long nonce = network.settlement().latest().account(wallet.address()).nonce();
    OpenedJob job =
        new JobSealing(
                network.deployment().settlementDomain(), resultKeys.publicKey(), clock, random)
            .seal(node, request, wallet.address(), nonce);
    memory.remember(job);
    try {
      reopen(job);
    } catch (ContractReverted | TransactionFailed refused) {
      memory.forget(job.id());
      throw refused;
    }
    return job;
  }

  /**
   * Opens a job that was sealed before, with its own terms; finds what became of it if that was
   * begun already.
   *
   * @throws AzraException as {@link Sender#submit}; {@link ContractReverted} with {@code
   *     NonceMismatch} if another job took its nonce: seal anew
   */
  public void reopen(OpenedJob job) {
    sender.submit("open-" + job.id(), network.settlement().open(job.terms()));
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
}
