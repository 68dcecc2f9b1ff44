// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.policy;

import java.util.List;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.cli.Table;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Tee;

/** A policy by its name, its digest and the kinds of hardware that it accepts. */
record PolicyAnswer(Bytes32 digest, String name, int version, List<Tee> tees) {
  static PolicyAnswer of(PolicyDocument policy) {
    return new PolicyAnswer(
        policy.digest(), policy.name(), policy.version(), policy.tees().stream().sorted().toList());
  }

  String text() {
    return "%s \"%s\" version %d, accepts %s%s"
        .formatted(
            digest,
            Table.printable(name),
            version,
            tees,
            tees.contains(Tee.DEVELOPMENT) ? ": proves nothing about hardware" : "");
  }
}
