// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.sealing.Envelope;
import network.azracode.sdk.sealing.JobSpec;
import network.azracode.sdk.sealing.ResultCommitment;
import network.azracode.sdk.sealing.SealedResult;
import network.azracode.sdk.sealing.SealingKeyPair;

/** Opens one envelope, runs what it asks for, seals the result, and leaves nothing behind. */
final class JobRoom {
  private static final byte[] NO_RESULT = new byte[0];

  private final SealingKeyPair keys;
  private final InstantSource clock;
  private final SecureRandom random;

  /** What leaves the room. */
  private record Sealed(long computeUnits, Bytes32 resultCommitment, byte[] sealedResult) {}

  JobRoom(SealingKeyPair keys, InstantSource clock, SecureRandom random) {
    this.keys = keys;
    this.clock = clock;
    this.random = random;
  }

  /**
   * @throws AzraException {@code envelope.unopenable}: anyone may have sent it, so nothing is
   *     billed and the job waits for another
   */
  Work run(JobId id, JobTerms terms, byte[] envelope) {
    Instant startedAt = clock.instant();
    Sealed sealed;
    Instant finishedAt;
    try (var slate = new Slate()) {
      sealed = work(id, terms, open(id, terms, envelope, slate), slate);
      finishedAt = clock.instant();
    }
    return new Work(
        sealed.computeUnits,
        startedAt,
        finishedAt,
        clock.instant(),
        sealed.resultCommitment,
        sealed.sealedResult);
  }

  /** Only the client knows the salt, so only it can make what this accepts. */
  private JobSpec open(JobId id, JobTerms terms, byte[] envelope, Slate slate) {
    try {
      byte[] privateKey = slate.note(keys.privateKey());
      byte[] plaintext = slate.note(Envelope.open(privateKey, id, envelope));
      JobSpec spec = JobSpec.parse(plaintext);
      slate.note(spec.input());
      if (spec.specCommitment().equals(terms.specCommitment())) {
        return spec;
      }
    } catch (AzraException e) {
      // told as one with another specification: nobody learns which it was
    }
    throw new AzraException(
        Enclave.UNOPENABLE,
        "expected an envelope of job %s that opens to the specification of its terms, found another"
            .formatted(id));
  }

  private Sealed work(JobId id, JobTerms terms, JobSpec spec, Slate slate) {
    var meter = new Meter(Meter.affordableUnits(terms));
    JobResult ran = execute(spec, meter);
    slate.note(ran.output());
    byte[] result = slate.note(ran.encode());
    try {
      Bytes32 salt = draw();
      byte[] sealed = SealedResult.seal(spec.resultKey(), id, salt, result, random);
      return new Sealed(meter.units(), ResultCommitment.of(salt, result), sealed);
    } catch (AzraException e) {
      // the client named a key that nothing can be sealed to: the work was done all the same
      return new Sealed(meter.units(), draw(), NO_RESULT);
    }
  }

  private static JobResult execute(JobSpec spec, Meter meter) {
    Optional<Program> program = Programs.find(spec.programHash());
    if (program.isEmpty()) {
      return JobResult.without(JobResult.Status.UNKNOWN_PROGRAM);
    }
    try {
      return new JobResult(JobResult.Status.DONE, program.get().run(spec.input(), meter));
    } catch (MeterExhausted e) {
      return JobResult.without(JobResult.Status.EXHAUSTED);
    } catch (ProgramFailure e) {
      return JobResult.without(JobResult.Status.FAILED);
    }
  }

  private Bytes32 draw() {
    byte[] bytes = new byte[Bytes32.LENGTH];
    random.nextBytes(bytes);
    return Bytes32.of(bytes);
  }
}
