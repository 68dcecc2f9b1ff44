// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.evidence;

import network.azracode.sdk.cli.Group;
import picocli.CommandLine.Command;

/** Groups what can be done with evidence. */
@Command(
    name = "evidence",
    description = "Look at evidence of SGX, TDX, SEV-SNP and Nitro, and verify it.",
    subcommands = {VerifyCommand.class, InspectCommand.class})
public final class EvidenceCommand extends Group {}
