// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Signed structures with random content, every field within its type's whole range. */
final class SignedTypeSamples {
  private final RandomGenerator random;

  SignedTypeSamples(RandomGenerator random) {
    this.random = random;
  }

  List<SignedType> oneOfEach() {
    return List.of(
        verdict(),
        new Condemnation(nodeId(), address(), any(Cause.values()), word(), uint(40), uint(40)),
        new EnclaveBinding(
            nodeId(), address(), address(), word(), policy(), word(), uint(63), word()),
        new EvidenceSubmission(nodeId(), word(), uint(40)),
        offer(),
        terms(),
        new Receipt(new JobId(word()), uint(63), uint(40), uint(40), uint(40), word()),
        batch(),
        session(),
        new Acknowledgement(new JobId(word()), word(), uint(40)));
  }

  Domain domain() {
    return random.nextBoolean()
        ? Domain.registry(uint(63), address())
        : Domain.settlement(uint(63), address());
  }

  Address address() {
    return Address.of(bytes(Address.LENGTH));
  }

  Bytes32 word() {
    return Bytes32.of(bytes(Bytes32.LENGTH));
  }

  private Verdict verdict() {
    return new Verdict(
        nodeId(),
        address(),
        address(),
        word(),
        policy(),
        any(Tee.values()),
        any(TcbStatus.values()),
        word(),
        uint(32),
        uint(32));
  }

  private Offer offer() {
    return new Offer(
        nodeId(),
        policy(),
        amount(),
        uint(32),
        uint(63),
        uint(32),
        "http://node.example/ü".repeat(random.nextInt(5)),
        word(),
        uint(40),
        uint(63));
  }

  private JobTerms terms() {
    return new JobTerms(
        address(), nodeId(), address(), amount(), amount(), uint(40), word(), random.nextLong());
  }

  private SessionTerms session() {
    return new SessionTerms(
        address(), nodeId(), policy(), amount(), amount(), uint(40), uint(32), random.nextLong());
  }

  private ReceiptBatch batch() {
    List<Bytes32> hashes = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      hashes.add(word());
    }
    return new ReceiptBatch(hashes);
  }

  private NodeId nodeId() {
    return new NodeId(uint(63));
  }

  private PolicyId policy() {
    return new PolicyId((int) uint(24));
  }

  private BigInteger amount() {
    return new BigInteger(1, bytes(12));
  }

  private long uint(int bits) {
    return random.nextLong() >>> (64 - bits);
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
