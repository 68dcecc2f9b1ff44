// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.evidence;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.protocol.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code azra evidence inspect}: every field, believed or not. */
@Command(name = "inspect", description = "Print every field of evidence; nothing is verified.")
final class InspectCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "A DCAP quote, an SNP report, a Nitro document or an evidence package.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path file;

  @Override
  public Integer call() {
    Map<String, Object> fields = Inspection.of(EvidenceFile.read(file));
    Azra.outputOf(spec)
        .print(
            fields, () -> Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(fields));
    return ExitCode.DONE;
  }
}
