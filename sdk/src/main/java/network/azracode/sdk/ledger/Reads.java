// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.EthGetCode;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.tx.TransactionManager;

/**
 * Lets the generated bindings read at one block, with our errors. It sends nothing: whatever
 * changes the chain is only encoded by the bindings, and goes out through a sender.
 */
final class Reads extends TransactionManager {
  private final Chain chain;
  private final DefaultBlockParameter at;

  Reads(Chain chain, DefaultBlockParameter at) {
    super(chain.web3j(), Address.ZERO.toString());
    this.chain = chain;
    this.at = at;
  }

  /** Runs a read of a binding that was loaded with this. */
  static <T> T get(RemoteFunctionCall<T> read) {
    try {
      return read.send();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AzraException(
          "chain.unreachable", "expected an answer, found none: " + e.getMessage(), e);
    }
  }

  @Override
  public String sendCall(String to, String data, DefaultBlockParameter ignored) {
    return chain.call(Address.of(to), data, at);
  }

  @Override
  public EthSendTransaction sendTransaction(
      BigInteger gasPrice,
      BigInteger gasLimit,
      String to,
      String data,
      BigInteger value,
      boolean constructor) {
    throw new UnsupportedOperationException("bindings only read and encode");
  }

  @Override
  public EthSendTransaction sendEIP1559Transaction(
      long chainId,
      BigInteger maxPriorityFeePerGas,
      BigInteger maxFeePerGas,
      BigInteger gasLimit,
      String to,
      String data,
      BigInteger value,
      boolean constructor) {
    throw new UnsupportedOperationException("bindings only read and encode");
  }

  @Override
  public EthGetCode getCode(String address, DefaultBlockParameter ignored) {
    throw new UnsupportedOperationException("read code through the chain");
  }
}
