// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.wallet;

import network.azracode.sdk.cli.Group;
import picocli.CommandLine.Command;

/** The group. */
@Command(
    name = "wallet",
    description = "Make a key, and on a development chain fill it.",
    subcommands = {NewCommand.class, FundCommand.class, SealingKeyCommand.class})
public final class WalletCommand extends Group {}
