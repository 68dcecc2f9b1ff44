// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import static network.azracode.sdk.ledger.Reads.get;

import java.math.BigInteger;
import network.azracode.contracts.TimelockController;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.gas.DefaultGasProvider;

/** OpenZeppelin's TimelockController, the registry's owner: schedule, wait, execute. */
public final class Timelock {
  private static final byte[] NO_PREDECESSOR = new byte[Bytes32.LENGTH];

  private final Address address;
  private final TimelockController contract;

  public Timelock(Chain chain, Address address) {
    this.address = address;
    this.contract =
        TimelockController.load(
            address.toString(),
            chain.web3j(),
            new Reads(chain, DefaultBlockParameterName.LATEST),
            new DefaultGasProvider());
  }

  /**
   * @param salt tells apart operations that ask for the same thing
   */
  public Call schedule(Call operation, Bytes32 salt) {
    return call(
        contract.schedule(
            operation.to().toString(),
            BigInteger.ZERO,
            operation.data(),
            NO_PREDECESSOR,
            salt.toByteArray(),
            get(contract.getMinDelay())));
  }

  public Call execute(Call operation, Bytes32 salt) {
    return call(
        contract.execute(
            operation.to().toString(),
            BigInteger.ZERO,
            operation.data(),
            NO_PREDECESSOR,
            salt.toByteArray(),
            BigInteger.ZERO));
  }

  /** How far an operation has come, at the head. */
  public OperationState state(Call operation, Bytes32 salt) {
    byte[] id = id(operation, salt);
    int state = get(contract.getOperationState(id)).intValueExact();
    return switch (state) {
      case 0 -> new OperationState.Unknown();
      case 1 -> new OperationState.Waiting(get(contract.getTimestamp(id)).longValueExact());
      case 2 -> new OperationState.Ready(get(contract.getTimestamp(id)).longValueExact());
      case 3 -> new OperationState.Done();
      default -> throw new IllegalStateException("expected a state from 0 to 3, found " + state);
    };
  }

  public boolean isReady(Call operation, Bytes32 salt) {
    return get(contract.isOperationReady(id(operation, salt)));
  }

  public boolean isDone(Call operation, Bytes32 salt) {
    return get(contract.isOperationDone(id(operation, salt)));
  }

  public long delaySeconds() {
    return get(contract.getMinDelay()).longValueExact();
  }

  /** Whether an account may schedule operations. */
  public boolean mayPropose(Address account) {
    return get(contract.hasRole(get(contract.PROPOSER_ROLE()), account.toString()));
  }

  /** Whether an account may execute what has waited long enough; perhaps everyone may. */
  public boolean mayExecute(Address account) {
    byte[] executor = get(contract.EXECUTOR_ROLE());
    return get(contract.hasRole(executor, account.toString()))
        || get(contract.hasRole(executor, Address.ZERO.toString()));
  }

  private byte[] id(Call operation, Bytes32 salt) {
    return get(
        contract.hashOperation(
            operation.to().toString(),
            BigInteger.ZERO,
            operation.data(),
            NO_PREDECESSOR,
            salt.toByteArray()));
  }

  private Call call(RemoteFunctionCall<?> function) {
    return Call.of(address, function.encodeFunctionCall());
  }
}
