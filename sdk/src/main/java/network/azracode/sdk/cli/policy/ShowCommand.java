// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.protocol.Bytes32;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code azra policy show}. */
@Command(
    name = "show",
    description = "Print a policy of the network, if its digest is the one on chain.")
final class ShowCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private final PublishedPolicy published = new PublishedPolicy();

  record Answer(Bytes32 digest, String document) {}

  @Override
  public void run() {
    byte[] yaml = published.yaml();
    var answer = new Answer(PolicyDocument.parse(yaml).digest(), new String(yaml, UTF_8));
    Azra.outputOf(spec).print(answer, () -> answer.document().stripTrailing());
  }
}
