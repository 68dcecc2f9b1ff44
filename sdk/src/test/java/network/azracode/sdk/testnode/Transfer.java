// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.testnode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import network.azracode.sdk.ledger.sending.SignedTransaction;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Signer;
import org.web3j.crypto.RawTransaction;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.http.HttpService;

/**
 * Native coin from one account to another, straightforwardly, so that tests of sending can start.
 */
final class Transfer {
  private static final BigInteger GAS = BigInteger.valueOf(21_000);
  private static final BigInteger TIP_WEI = BigInteger.TEN.pow(9);
  private static final int POLLS = 1_200;
  private static final int POLL_MILLIS = 100;

  private final Web3j web3j;
  private final long chainId;

  Transfer(URI rpcUrl, long chainId) {
    this.web3j = Web3j.build(new HttpService(rpcUrl.toString()));
    this.chainId = chainId;
  }

  static long chainIdOf(URI rpcUrl) {
    try {
      return Web3j.build(new HttpService(rpcUrl.toString()))
          .ethChainId()
          .send()
          .getChainId()
          .longValueExact();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(Signer from, Address to, BigInteger wei) {
    try {
      SignedTransaction signed = SignedTransaction.sign(transaction(from, to, wei), from);
      var answer = web3j.ethSendRawTransaction(signed.hex()).send();
      if (answer.hasError()) {
        throw new IllegalStateException("transfer refused: " + answer.getError().getMessage());
      }
      waitFor(signed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RawTransaction transaction(Signer from, Address to, BigInteger wei) throws IOException {
    BigInteger nonce =
        web3j
            .ethGetTransactionCount(from.address().toString(), DefaultBlockParameterName.PENDING)
            .send()
            .getTransactionCount();
    BigInteger baseFee =
        web3j
            .ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false)
            .send()
            .getBlock()
            .getBaseFeePerGas();
    BigInteger maxFee = baseFee.shiftLeft(1).add(TIP_WEI);
    return RawTransaction.createTransaction(
        chainId, nonce, GAS, to.toString(), wei, "", TIP_WEI, maxFee);
  }

  private void waitFor(SignedTransaction signed) throws IOException {
    for (int poll = 0; poll < POLLS; poll++) {
      if (web3j
          .ethGetTransactionReceipt(signed.hash().toString())
          .send()
          .getTransactionReceipt()
          .isPresent()) {
        return;
      }
      pause();
    }
    throw new IllegalStateException("transfer not mined: " + signed.hash());
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
