// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.KeystoreCost;
import tools.jackson.databind.JsonNode;

/** Runs {@code azra} in this process, always with the same options after the command's own. */
public record AzraShell(List<String> options) {
  private static final String PASSWORD = "correct horse";

  /** What a command left behind. */
  public record Ended(int exitCode, String out, String err) {
    /** The answer of a command with {@code --json}. */
    public JsonNode json() {
      return Json.MAPPER.readTree(out);
    }
  }

  public static AzraShell plain() {
    return new AzraShell(List.of());
  }

  /** An option that is given already is replaced. */
  public AzraShell with(String... more) {
    Map<String, String> byName = new LinkedHashMap<>();
    Stream.concat(options.stream(), Stream.of(more))
        .forEach(option -> byName.put(option.split("=", 2)[0], option));
    return new AzraShell(List.copyOf(byName.values()));
  }

  /** A shell of somebody with a key, whose files are put into the folder under a name. */
  public AzraShell withKey(Path folder, String name, KeySigner key) {
    Path keystore = folder.resolve(name + ".json");
    Path passwordFile = folder.resolve(name + ".password");
    try {
      Files.writeString(passwordFile, PASSWORD + "\n", UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    key.toKeystore(keystore, PASSWORD.toCharArray(), KeystoreCost.LIGHT);
    return with(
        "--keystore=" + keystore,
        "--password-file=" + passwordFile,
        "--journal=" + folder.resolve(name + ".journal"));
  }

  /**
   * @param command words of the command, then its own options
   */
  public Ended run(String... command) {
    var out = new StringWriter();
    var err = new StringWriter();
    String[] all = Stream.concat(Stream.of(command), options.stream()).toArray(String[]::new);
    int exitCode =
        Azra.commandLine(new PrintWriter(out), new PrintWriter(err), question -> Optional.empty())
            .execute(all);
    return new Ended(exitCode, out.toString(), err.toString());
  }

  /** As {@link #run}, where nothing but success will do. */
  public Ended done(String... command) {
    Ended ended = run(command);
    if (ended.exitCode() != ExitCode.DONE) {
      throw new AssertionError(
          "azra %s: expected exit code 0, found %d: %s"
              .formatted(String.join(" ", command), ended.exitCode(), ended.err()));
    }
    return ended;
  }
}
