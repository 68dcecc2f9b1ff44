// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.sealing.SealedResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** a browser's code opens what the SDK seals, and the SDK opens what that code seals. */
class ForeignSealingTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path VECTORS = Path.of("../contracts/vectors/sealing.json");

  @TempDir private Path folder;

  @Test
  void typescriptAndJavaOpenEachOthersResults() throws Exception {
    JsonNode published = JSON.readTree(VECTORS);
    JsonNode given = published.deepCopy();
    given.get("vectors").valueStream().forEach(this::sealAgain);
    Path file = Files.write(folder.resolve("given.json"), JSON.writeValueAsBytes(given));

    String printed = Examples.build(folder).node("vectors.js", file.toString()).await().success();

    JsonNode repeated = JSON.readTree(printed);
    repeated.get("vectors").valueStream().forEach(ForeignSealingTest::requireOpens);
    withoutSealed(repeated);
    withoutSealed(published);
    assertThat(repeated).isEqualTo(published);
  }

  private void sealAgain(JsonNode vector) {
    byte[] sealed =
        SealedResult.seal(
            word(vector, "publicKey"),
            new JobId(word(vector, "jobId")),
            word(vector, "resultSalt"),
            bytes(vector, "result"),
            new SecureRandom());
    ((ObjectNode) vector).put("sealed", Octets.of(sealed).toString());
  }

  private static void requireOpens(JsonNode vector) {
    var id = new JobId(word(vector, "jobId"));
    var opened = SealedResult.open(bytes(vector, "privateKey"), id, bytes(vector, "sealed"));
    assertThat(opened.result()).isEqualTo(bytes(vector, "result"));
    assertThat(opened.commitment()).isEqualTo(word(vector, "resultCommitment"));
  }

  private static void withoutSealed(JsonNode file) {
    file.get("vectors").valueStream().forEach(vector -> ((ObjectNode) vector).remove("sealed"));
  }

  private static Bytes32 word(JsonNode vector, String field) {
    return Bytes32.of(vector.get(field).asString());
  }

  private static byte[] bytes(JsonNode vector, String field) {
    return Octets.of(vector.get(field).asString()).toByteArray();
  }
}
