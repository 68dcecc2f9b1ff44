// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import network.azracode.sdk.cli.AzraShell.Ended;
import network.azracode.sdk.cli.ExitCode;

/** One network for all that clients type; each test has people of its own. */
interface CommandLineScene {
  Stage stage();

  StageNode node();

  Path folder();

  default void assertRefusedBeforeAnythingIsSealed(Person person, String code) throws IOException {
    assertFails(person.tries(job("run")), ExitCode.FAILED, code);
    assertNothingIsSealed(person);
  }

  default void assertNothingIsSealed(Person person) throws IOException {
    assertThat(person.remembered("")).isEmpty();
    assertThat(stage().network.settlement().latest().account(person.address()).nonce()).isZero();
  }

  static void assertFails(Ended ended, int exitCode, String code) {
    assertThat(ended.err()).contains("[" + code + "]");
    assertThat(ended.out()).isEmpty();
    assertThat(ended.exitCode()).isEqualTo(exitCode);
  }

  default String[] job(String command, String... more) {
    var words = Stream.of("job", command, folder().resolve("paper.txt").toString());
    Stream<String> given =
        Stream.of("--node=" + node().nodeId(), "--max-price=0.1", "--program=word-count")
            .filter(option ->
                Stream.of(more)
                    .noneMatch(other -> other.startsWith(option.split("=", 2)[0] + "=")));
    return Stream.concat(words, Stream.concat(given, Stream.of(more))).toArray(String[]::new);
  }
}
