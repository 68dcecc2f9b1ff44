// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** K-10: keys and results of the published vectors, which viem and @hpke/core made. */
class SealingVectorsTest {
  private static final Path FILE = Path.of("../contracts/vectors/sealing.json");

  static Stream<JsonNode> vectors() {
    return new JsonMapper().readTree(FILE).get("vectors").valueStream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theWalletDerivesThePublishedKeyAndOpensThePublishedResult(JsonNode vector) {
    KeySigner wallet = KeySigner.ofKey(Bytes32.of(text(vector, "walletKey")));
    long chainId = vector.get("chainId").asLong();
    Address settlement = Address.of(text(vector, "settlement"));
    String message = WalletSealingKey.message(chainId, settlement);
    assertThat(message).isEqualTo(text(vector, "message"));
    assertThat(wallet.signMessage(message).bytes65()).isEqualTo(bytes(vector, "signature"));

    SealingKeyPair keys = WalletSealingKey.derive(wallet, chainId, settlement);
    assertThat(keys.privateKey()).isEqualTo(bytes(vector, "privateKey"));
    assertThat(keys.publicKey()).hasToString(text(vector, "publicKey"));

    JobId id = new JobId(Bytes32.of(text(vector, "jobId")));
    OpenedResult opened = SealedResult.open(keys.privateKey(), id, bytes(vector, "sealed"));
    assertThat(opened.result()).isEqualTo(bytes(vector, "result"));
    assertThat(opened.resultSalt()).hasToString(text(vector, "resultSalt"));
    assertThat(opened.commitment()).hasToString(text(vector, "resultCommitment"));
  }

  private static String text(JsonNode vector, String field) {
    return vector.get(field).asString();
  }

  private static byte[] bytes(JsonNode vector, String field) {
    return Octets.of(text(vector, field)).toByteArray();
  }
}
