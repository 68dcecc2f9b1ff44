// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.account;

import network.azracode.sdk.cli.Group;
import picocli.CommandLine.Command;

/** The group. */
@Command(
    name = "account",
    description = "Put money into escrow, take it out, look at it.",
    subcommands = {StatusCommand.class, DepositCommand.class, WithdrawCommand.class})
public final class AccountCommand extends Group {}
