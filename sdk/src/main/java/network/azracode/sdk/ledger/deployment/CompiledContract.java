// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.deployment;

import java.util.HexFormat;
import java.util.List;
import network.azracode.contracts.DevelopmentToken;
import network.azracode.contracts.NodeRegistry;
import network.azracode.contracts.Settlement;
import network.azracode.contracts.TimelockController;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Type;

/** What the compiler made: a constructor, then the runtime code with zeros for immutable values. */
enum CompiledContract {
  DEVELOPMENT_TOKEN(DevelopmentToken.BINARY),
  TIMELOCK(TimelockController.BINARY),
  NODE_REGISTRY(NodeRegistry.BINARY),
  SETTLEMENT(Settlement.BINARY);

  private final String binary;
  private final RuntimeCode runtime;

  CompiledContract(String binary) {
    this.binary = binary.startsWith("0x") ? binary.substring(2) : binary;
    this.runtime = RuntimeCode.of(HexFormat.of().parseHex(this.binary));
  }

  byte[] initCode(Type<?>... arguments) {
    List<Type> encoded = List.of(arguments);
    return HexFormat.of().parseHex(binary + FunctionEncoder.encodeConstructor(encoded));
  }

  /** Whether code on chain is this contract's, byte for byte but for its immutable values. */
  boolean isRunAs(byte[] code) {
    return runtime.isRunAs(code);
  }

  /** With zeros for immutable values. */
  byte[] runtimeCode() {
    return runtime.bytes();
  }
}
