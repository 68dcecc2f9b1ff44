// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import network.azracode.sdk.enclave.JobResult;
import network.azracode.sdk.enclave.JobResult.Status;
import network.azracode.sdk.enclave.Programs;
import network.azracode.sdk.protocol.Bytes32;

/**
 * Something to compute, and what must come out, found without the enclave's programs.
 *
 * @param maxUnits enough for it, with room to spare
 */
record Workload(Bytes32 programHash, byte[] input, JobResult expected, long maxUnits) {
  private static final int MAX_UNITS = 100;

  static Workload draw(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> notNumbers();
      case 1, 2 -> sum(random);
      case 3, 4 -> words(random);
      default -> hashes(random);
    };
  }

  private static Workload words(RandomGenerator random) {
    int words = random.nextInt(1, 2_000);
    String text =
        IntStream.range(0, words)
            .mapToObj(i -> Integer.toString(random.nextInt(1_000_000), 36))
            .collect(Collectors.joining(" "));
    return done(Programs.WORD_COUNT.hash(), text.getBytes(US_ASCII), Integer.toString(words));
  }

  private static Workload sum(RandomGenerator random) {
    int[] numbers = random.ints(random.nextInt(1, 500), -1_000_000, 1_000_000).toArray();
    String lines =
        IntStream.of(numbers).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
    return done(
        Programs.SUM.hash(),
        lines.getBytes(US_ASCII),
        Long.toString(IntStream.of(numbers).asLongStream().sum()));
  }

  private static Workload hashes(RandomGenerator random) {
    int rounds = random.nextInt(1_000, 60_000);
    byte[] seed = new byte[32];
    random.nextBytes(seed);
    byte[] input = ByteBuffer.allocate(36).putInt(rounds).put(seed).array();
    MessageDigest sha256 = sha256();
    byte[] hash = seed;
    for (int i = 0; i <= rounds; i++) {
      hash = sha256.digest(hash);
    }
    return new Workload(
        Programs.SHA256_CHAIN.hash(), input, new JobResult(Status.DONE, hash), MAX_UNITS);
  }

  /** A program that refuses its input costs what it used, and looks like any other from outside. */
  private static Workload notNumbers() {
    return new Workload(
        Programs.SUM.hash(),
        "one\ntwo".getBytes(US_ASCII),
        new JobResult(Status.FAILED, new byte[0]),
        MAX_UNITS);
  }

  private static Workload done(Bytes32 programHash, byte[] input, String output) {
    var expected = new JobResult(Status.DONE, output.getBytes(US_ASCII));
    return new Workload(programHash, input, expected, MAX_UNITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("expected SHA-256 in this JDK", e);
    }
  }
}
