// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.KeystoreCost;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * K-9: a key that no wallet derives survives its device in a file that the password alone opens.
 */
class SealingKeyFileTest {
  private static final char[] PASSWORD = "correct horse".toCharArray();

  private final SecureRandom random = new SecureRandom();
  private final SealingKeyPair keys = SealingKeyPair.random(random);
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void backUp() {
    file = folder.resolve("key.json");
    SealingKeyFile.write(file, PASSWORD, keys, KeystoreCost.LIGHT, random);
  }

  @Test
  void anotherDeviceOpensResultsWithTheRestoredKey() throws IOException {
    var id = new JobId(Bytes32.ZERO);
    byte[] sealed = SealedResult.seal(keys.publicKey(), id, Bytes32.ZERO, new byte[] {42}, random);
    Path elsewhere = Files.copy(file, folder.resolve("elsewhere.json"));
    SealingKeyPair restored = SealingKeyFile.read(elsewhere, PASSWORD);
    assertThat(restored.publicKey()).isEqualTo(keys.publicKey());
    assertThat(SealedResult.open(restored.privateKey(), id, sealed).result()).containsExactly(42);
  }

  @Test
  void theFileShowsNothingAndIsItsOwnersAlone() throws IOException {
    String privateKey = HexFormat.of().formatHex(keys.privateKey());
    assertThat(Files.readString(file)).doesNotContain(privateKey);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void noFileIsReplaced() {
    assertCode(
        () -> SealingKeyFile.write(file, PASSWORD, keys, KeystoreCost.LIGHT, random),
        "sealing-key.unwritable");
  }

  @Test
  void anotherPasswordOrNoFileOpensNothing() {
    assertUnreadable(file, "wrong".toCharArray());
    assertUnreadable(folder.resolve("missing.json"), PASSWORD);
  }

  /** The cost is bounded before anything is computed: a file must not exhaust its reader. */
  @ParameterizedTest
  @CsvSource({
    "'version\":1', 'version\":2'",
    "'scryptCost\":4096', 'scryptCost\":8192'",
    "'scryptCost\":4096', 'scryptCost\":1073741824'",
    "'scryptCost\":4096', 'scryptCost\":1'",
    "'scryptCost\":4096', 'scryptCost\":5000'",
    "'nonce\":\"0x', 'nonce\":\"0x00'",
    "'ciphertext\":\"0x', 'ciphertext\":\"0x00'",
    "'{', '{\"more\":1,'",
    "'{', '['",
  })
  void aFileThatIsAnythingElseIsRefused(String part, String exchanged) throws IOException {
    String json = Files.readString(file);
    assertThat(json).contains(part);
    Files.writeString(file, json.replaceFirst(Pattern.quote(part), exchanged));
    assertUnreadable(file, PASSWORD);
  }

  @Test
  void anExchangedPublicKeyIsRefused() throws IOException {
    String other = SealingKeyPair.random(random).publicKey().toString();
    String json = Files.readString(file);
    Files.writeString(file, json.replace(keys.publicKey().toString(), other));
    assertUnreadable(file, PASSWORD);
  }

  private static void assertUnreadable(Path path, char[] password) {
    assertCode(() -> SealingKeyFile.read(path, password), "sealing-key.unreadable");
  }

  private static void assertCode(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(AzraException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
