// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Keccak;
import org.junit.jupiter.api.Test;

class SealedResultTest {
  private static final JobId ID = new JobId(Keccak.hash("job".getBytes(UTF_8)));
  private static final Bytes32 SALT = Keccak.hash("salt".getBytes(UTF_8));
  private static final byte[] RESULT = "the answer".getBytes(UTF_8);

  private final SecureRandom random = new SecureRandom();
  private final SealingKeyPair client = SealingKeyPair.random(random);

  /** K-2. */
  @Test
  void theClientOpensTheResultAndChecksTheReceiptsCommitment() {
    byte[] sealed = SealedResult.seal(client.publicKey(), ID, SALT, RESULT, random);
    OpenedResult opened = SealedResult.open(client.privateKey(), ID, sealed);
    assertThat(opened.result()).isEqualTo(RESULT);
    assertThat(opened.resultSalt()).isEqualTo(SALT);
    assertThat(opened.commitment())
        .isEqualTo(ResultCommitment.of(SALT, RESULT))
        .isEqualTo(Keccak.hash(SALT.toByteArray(), Keccak.hash(RESULT).toByteArray()));
    assertThat(opened.toString()).doesNotContain("answer");
    assertThat(sealed).hasSize(SizeClass.MIN_LENGTH + HpkeSuite.OVERHEAD);
  }

  /** K-2. */
  @Test
  void aResultOpensForNoOtherJobAndNobodyElse() {
    byte[] sealed = SealedResult.seal(client.publicKey(), ID, SALT, RESULT, random);
    assertThatThrownBy(
            () -> SealedResult.open(client.privateKey(), new JobId(Bytes32.ZERO), sealed))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("result.unopenable"));
    byte[] other = SealingKeyPair.random(random).privateKey();
    assertThatThrownBy(() -> SealedResult.open(other, ID, sealed))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("result.unopenable"));
  }
}
