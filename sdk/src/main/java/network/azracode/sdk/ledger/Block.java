// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import network.azracode.sdk.protocol.Bytes32;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.response.EthBlock;

/**
 * What callers need of a header.
 *
 * @param time unix seconds
 * @param baseFeeWei per gas
 */
public record Block(long number, Bytes32 hash, long time, BigInteger baseFeeWei) {
  static Block of(EthBlock.Block block) {
    BigInteger baseFee =
        block.getBaseFeePerGasRaw() == null ? BigInteger.ZERO : block.getBaseFeePerGas();
    return new Block(
        block.getNumber().longValueExact(),
        Bytes32.of(block.getHash()),
        block.getTimestamp().longValueExact(),
        baseFee);
  }

  /** To read the state as it was after this block. */
  public DefaultBlockParameter at() {
    return DefaultBlockParameter.valueOf(BigInteger.valueOf(number));
  }
}
