// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.receipt;

import network.azracode.sdk.cli.Group;
import picocli.CommandLine.Command;

/** The group. */
@Command(
    name = "receipt",
    description = "Believe no receipt that you have not verified.",
    subcommands = {VerifyCommand.class})
public final class ReceiptCommand extends Group {}
