// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import network.azracode.sdk.sealing.SealingKeyPair;
import org.jspecify.annotations.Nullable;

/**
 * Both keys are drawn here, live in this memory only and end with it: a restart is a new key. The
 * sealing key is also lent to the process of each job, for as long as that lives. One thread at a
 * time.
 */
public final class Enclave {
  public static final int PROTOCOL_VERSION = 2;

  /** The code of a refusal that says nothing of the job: another envelope of it may open. */
  public static final String UNOPENABLE = "envelope.unopenable";

  private final KeySigner signer;
  private final SealingKeyPair sealingKeys;
  private final EvidenceSource source;
  private final Buckets buckets;
  private final Protection protection;
  private final InstantSource clock;
  private final Room room;
  private final Outcomes outcomes;
  private @Nullable Home home;

  private record Timed(Work work, Instant startedAt, Instant finishedAt, Instant wipedAt) {}

  /** What the first binding fixes. */
  private record Home(NodeId nodeId, Address operator, Domain registry, Domain settlement) {
    static Home of(Request.Bind bind) {
      return new Home(bind.nodeId(), bind.operator(), bind.registry(), bind.settlement());
    }
  }

  /**
   * @param buckets of the measured code, never of its host's choice
   */
  Enclave(
      EvidenceSource source,
      Buckets buckets,
      Room room,
      Protection protection,
      InstantSource clock,
      SecureRandom random) {
    this.room = room;
    this.protection = protection;
    this.buckets = buckets;
    this.signer = KeySigner.random(random);
    this.sealingKeys = SealingKeyPair.random(random);
    this.source = source;
    this.clock = clock;
    this.outcomes = new Outcomes(clock);
  }

  /** Never throws on a bad request: it is refused with a code, and nothing has changed. */
  public Response answer(Request request) {
    try {
      return switch (request) {
        case Request.Hello hello -> welcome(hello);
        case Request.Bind bind -> bind(bind);
        case Request.Run run -> run(run);
        case Request.Sign sign -> sign(sign);
      };
    } catch (AzraException e) {
      return new Response.Refused(e.code(), String.valueOf(e.getMessage()));
    }
  }

  private Response.Welcome welcome(Request.Hello hello) {
    if (hello.version() != PROTOCOL_VERSION) {
      throw new AzraException(
          "enclave.version",
          "version: expected %d, found %d".formatted(PROTOCOL_VERSION, hello.version()));
    }
    return new Response.Welcome(
        PROTOCOL_VERSION,
        signer.address(),
        sealingKeys.publicKey(),
        Programs.hash(),
        buckets,
        protection);
  }

  private Response.Bound bind(Request.Bind bind) {
    Home asked = Home.of(bind);
    if (home != null && !home.equals(asked)) {
      throw new AzraException(
          "enclave.bound",
          "expected node %s of operator %s as before, found node %s of operator %s"
              .formatted(home.nodeId, home.operator, asked.nodeId, asked.operator));
    }
    Bytes32 sealingKey = sealingKeys.publicKey();
    var binding =
        new EnclaveBinding(
            bind.nodeId(),
            bind.operator(),
            signer.address(),
            Keccak.hash(sealingKey.toByteArray()),
            bind.policy(),
            Programs.hash(),
            bind.challengeBlock(),
            bind.challengeHash());
    PublicKeys keys = new PublicKeys(signer.publicKey(), sealingKey);
    byte[] evidence = source.evidence(binding, keys, bind.registry()).encode();
    home = asked;
    return new Response.Bound(evidence);
  }

  private Response.Ran run(Request.Run run) {
    if (home == null) {
      throw new AzraException("enclave.unbound", "expected a binding before the first job");
    }
    JobTerms terms = run.terms();
    JobId id = terms.id(home.settlement);
    Outcome kept = outcomes.find(id);
    if (kept != null) {
      return new Response.Ran(kept);
    }
    requireOurs(terms, home);
    outcomes.requireRoom();
    Outcome outcome = sign(id, work(id, terms, run.envelope()), home);
    outcomes.keep(id, terms.deadline(), outcome);
    return new Response.Ran(outcome);
  }

  /** Only what stands here already: a batch says nothing that its receipts have not said. */
  private Response.Signed sign(Request.Sign sign) {
    int found = sign.jobs().size();
    if (home == null || found < 1 || found > Limits.MAX_BATCH) {
      throw new AzraException(
          "enclave.batch",
          "batch: expected 1 to %d jobs of a bound enclave, found %d"
              .formatted(Limits.MAX_BATCH, found));
    }
    Receipt[] receipts = sign.jobs().stream().map(this::receipt).toArray(Receipt[]::new);
    return new Response.Signed(signer.sign(ReceiptBatch.of(receipts).digest(home.settlement)));
  }

  private Receipt receipt(JobId id) {
    Outcome kept = outcomes.find(id);
    if (kept == null) {
      throw new AzraException(
          "enclave.receipt-unknown", "expected a receipt of job %s, found none".formatted(id));
    }
    return kept.receipt();
  }

  private void requireOurs(JobTerms terms, Home at) {
    if (!terms.nodeId().equals(at.nodeId) || !terms.signer().equals(signer.address())) {
      throw new AzraException(
          "enclave.foreign-job",
          "expected a job for node %s and key %s, found node %s and key %s"
              .formatted(at.nodeId, signer.address(), terms.nodeId(), terms.signer()));
    }
    long now = clock.instant().getEpochSecond();
    if (now > terms.deadline()) {
      throw new AzraException(
          "enclave.late-job",
          "deadline: expected %d or later, found %d".formatted(now, terms.deadline()));
    }
  }

  /** {@code wipedAt} is read only when nothing of the plaintext is left. */
  private Timed work(JobId id, JobTerms terms, byte[] envelope) {
    Instant startedAt = clock.instant();
    Work work;
    Instant finishedAt;
    var order = new JobOrder(id, terms, envelope, sealingKeys.privateKey());
    try (Room.Visit visit = room.enter(order)) {
      work = visit.work();
      finishedAt = clock.instant();
    }
    return new Timed(work, startedAt, finishedAt, clock.instant());
  }

  private Outcome sign(JobId id, Timed job, Home at) {
    Work work = job.work;
    var receipt =
        new Receipt(
            id,
            buckets.ceil(work.computeUnits()),
            buckets.floor(job.startedAt),
            buckets.floor(job.finishedAt),
            buckets.floor(job.wipedAt),
            work.resultCommitment());
    var signature = signer.sign(ReceiptBatch.of(receipt).digest(at.settlement));
    return new Outcome(receipt, signature, work.sealedResult());
  }
}
