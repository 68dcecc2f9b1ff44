// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.security.SecureRandom;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.sealing.Envelope;
import network.azracode.sdk.sealing.JobSpec;
import network.azracode.sdk.sealing.ResultCommitment;
import network.azracode.sdk.sealing.SealedResult;

/** Opens one envelope, runs what it asks for, seals the result, and zeroes what it has written. */
final class JobRoom implements Room {
  private static final byte[] NO_RESULT = new byte[0];

  private final SecureRandom random;

  JobRoom(SecureRandom random) {
    this.random = random;
  }

  @Override
  public Visit enter(JobOrder order) {
    var slate = new Slate();
    slate.note(order.privateKey());
    return new Visit() {
      @Override
      public Work work() {
        return JobRoom.this.work(order, slate);
      }

      @Override
      public void close() {
        slate.close();
      }
    };
  }

  private Work work(JobOrder order, Slate slate) {
    return run(order.id(), order.terms(), open(order, slate), slate);
  }

  /** Only the client knows the salt, so only it can make what this accepts. */
  private static JobSpec open(JobOrder order, Slate slate) {
    try {
      byte[] plaintext =
          slate.note(Envelope.open(order.privateKey(), order.id(), order.envelope()));
      JobSpec spec = JobSpec.parse(plaintext);
      slate.note(spec.input());
      if (spec.specCommitment().equals(order.terms().specCommitment())) {
        return spec;
      }
    } catch (AzraException e) {
      // told as one with another specification: nobody learns which it was
    }
    throw new AzraException(
        Enclave.UNOPENABLE,
        "expected an envelope of job %s that opens to the specification of its terms, found another"
            .formatted(order.id()));
  }

  private Work run(JobId id, JobTerms terms, JobSpec spec, Slate slate) {
    var meter = new Meter(Meter.affordableUnits(terms));
    JobResult ran = execute(spec, meter);
    slate.note(ran.output());
    byte[] result = slate.note(ran.encode());
    try {
      Bytes32 salt = draw();
      byte[] sealed = SealedResult.seal(spec.resultKey(), id, salt, result, random);
      return new Work(meter.units(), ResultCommitment.of(salt, result), sealed);
    } catch (AzraException e) {
      // the client named a key that nothing can be sealed to: the work was done all the same
      return new Work(meter.units(), draw(), NO_RESULT);
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
