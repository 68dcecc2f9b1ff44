// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EvidenceSubmission;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Web3SignerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MAX_ATTEMPTS = 40;
  private static final byte[] PREIMAGE = "what is signed".getBytes(StandardCharsets.US_ASCII);

  private final KeySigner key = KeySigner.random(new SecureRandom());
  private final SignerStandIn standIn = new SignerStandIn(key);

  @AfterEach
  void stop() {
    standIn.close();
  }

  /** [K-21] */
  @Test
  void itSignsAsTheKeyItselfWould() {
    Web3Signer signer = Web3Signer.connect(standIn.url(), key.address(), PATIENCE);
    var submission = new EvidenceSubmission(new NodeId(7), Bytes32.ZERO, 1);
    Domain registry = Domain.registry(1337, Address.ZERO);

    assertThat(signer.address()).isEqualTo(key.address());
    assertThat(signer.signKeccak(PREIMAGE)).isEqualTo(key.signKeccak(PREIMAGE));
    assertThat(signer.sign(submission, registry)).isEqualTo(key.sign(submission, registry));
    assertThat(signer.signMessage("hello")).isEqualTo(key.signMessage("hello"));
  }

  /** [K-22] */
  @ParameterizedTest
  @CsvSource({
    "ANOTHER_KEY, signer.wrong",
    "ANOTHER_TEXT, signer.wrong",
    "HIGH_S, signer.garbled",
    "NONSENSE, signer.garbled",
    "NOTHING, signer.garbled",
    "REFUSAL, signer.refused",
    "REDIRECTION, signer.refused",
    "FLOOD, signer.unreachable"
  })
  void whatIsNoSignatureOfTheKeyOverTheTextIsRefused(SignerStandIn.Manner manner, String code) {
    Web3Signer signer = Web3Signer.connect(standIn.url(), key.address(), PATIENCE);
    standIn.behave(manner);
    assertRefused(code, () -> signer.signKeccak(PREIMAGE));
    standIn.behave(SignerStandIn.Manner.TRUE);
    assertThat(signer.signKeccak(PREIMAGE)).isEqualTo(key.signKeccak(PREIMAGE));
  }

  /** [K-22] Also after the first byte. */
  @ParameterizedTest
  @ValueSource(strings = {"SILENCE", "TRICKLE"})
  void whoDoesNotAnswerInTimeIsAway(SignerStandIn.Manner manner) {
    Web3Signer signer = impatient();
    standIn.behave(manner);
    assertRefused("signer.unreachable", () -> signer.signKeccak(PREIMAGE));
  }

  /** [K-22] */
  @Test
  void aKeyThatIsNotKeptThereIsSaidToBeUnknown() {
    assertRefused(
        "signer.unknown-key", () -> Web3Signer.connect(standIn.url(), Address.ZERO, PATIENCE));
  }

  /** [K-23] Whatever stands in an address is written to logs. */
  @ParameterizedTest
  @ValueSource(strings = {"http://user:xyzzy@127.0.0.1:9", "ftp://127.0.0.1/", "/keys", "http:///"})
  void anAddressWithASecretOrWithoutAHostIsRefused(String url) {
    assertThatThrownBy(() -> Web3Signer.connect(URI.create(url), key.address(), PATIENCE))
        .isInstanceOfSatisfying(
            AzraException.class, refused -> assertThat(refused.code()).isEqualTo("signer.url"))
        .hasMessageNotContaining("xyzzy");
  }

  /** Connected in the end, however slow this machine is: that is not what has to be in time. */
  private Web3Signer impatient() {
    for (int attempt = 1; ; attempt++) {
      try {
        return Web3Signer.connect(standIn.url(), key.address(), Duration.ofMillis(1_500));
      } catch (AzraException slow) {
        if (attempt == MAX_ATTEMPTS || !slow.code().equals("signer.unreachable")) {
          throw slow;
        }
      }
    }
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AzraException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
