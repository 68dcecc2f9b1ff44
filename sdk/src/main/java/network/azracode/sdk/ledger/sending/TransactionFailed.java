// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.util.Optional;
import network.azracode.sdk.ledger.ContractReverted;
import network.azracode.sdk.protocol.AzraException;

/**
 * The transaction is on chain and its call failed. The intent has had its one chance: whoever wants
 * to try again makes a new one.
 */
public final class TransactionFailed extends AzraException {
  private static final long serialVersionUID = 1L;

  private final Inclusion inclusion;
  private final boolean isFinal;

  TransactionFailed(
      Intent intent, Inclusion inclusion, boolean isFinal, Optional<ContractReverted> reason) {
    super(
        "transaction.failed",
        "intent %s: expected success, found failure in %s at block %d%s; %s"
            .formatted(
                intent.id(),
                inclusion.transactionHash(),
                inclusion.block(),
                isFinal ? "" : ", which is not final yet",
                reason.map(ContractReverted::getMessage).orElse("the reason cannot be repeated")),
        reason.orElse(null));
    this.inclusion = inclusion;
    this.isFinal = isFinal;
  }

  /**
   * Whether it stays so. If not, a reorganisation may yet make it succeed: whoever would ask for
   * the same under another id waits until it is.
   */
  public boolean isFinal() {
    return isFinal;
  }

  public Inclusion inclusion() {
    return inclusion;
  }

  /** What the contract says when asked again after that block, if it still refuses. */
  public Optional<ContractReverted> reason() {
    return Optional.ofNullable((ContractReverted) getCause());
  }
}
