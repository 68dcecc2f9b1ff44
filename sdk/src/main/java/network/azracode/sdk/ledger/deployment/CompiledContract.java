// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.deployment;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
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

  CompiledContract(String binary) {
    this.binary = binary.startsWith("0x") ? binary.substring(2) : binary;
  }

  byte[] initCode(Type<?>... arguments) {
    List<Type> encoded = List.of(arguments);
    return HexFormat.of().parseHex(binary + FunctionEncoder.encodeConstructor(encoded));
  }

  /**
   * Whether code on chain is this contract's: equal to a stretch of what was compiled, except where
   * that has zeros to be filled in.
   */
  boolean isRunAs(byte[] code) {
    byte[] compiled = HexFormat.of().parseHex(binary);
    return code.length > 0
        && IntStream.rangeClosed(0, compiled.length - code.length)
            .anyMatch(offset -> isFilledIn(compiled, offset, code));
  }

  private static boolean isFilledIn(byte[] compiled, int offset, byte[] code) {
    return IntStream.range(0, code.length)
        .allMatch(i -> compiled[offset + i] == 0 || compiled[offset + i] == code[i]);
  }
}
