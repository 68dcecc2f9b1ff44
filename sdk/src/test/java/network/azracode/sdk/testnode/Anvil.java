// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.testnode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.http.HttpService;

/** What only anvil can do. */
public final class Anvil {
  private final HttpService rpc;
  private int miners;

  public Anvil(URI rpcUrl) {
    this.rpc = new HttpService(rpcUrl.toString());
  }

  /** Mines one block per transaction and none besides. */
  public void mineOnDemand() {
    call("evm_setIntervalMining", 0);
    call("evm_setAutomine", true);
  }

  /** Mines as it did when it started: a block each second, whatever is in it. */
  public void mineEachSecond() {
    call("evm_setIntervalMining", 1);
  }

  public void mine(int blocks) {
    call("anvil_mine", "0x" + Integer.toHexString(blocks));
  }

  /**
   * Replaces so many blocks by as many empty ones, by another miner: else they came out the same.
   */
  public void reorganise(int depth) {
    call("anvil_setCoinbase", "0x%040x".formatted(++miners));
    call("anvil_reorg", depth, List.of());
  }

  /** Takes so many blocks away. */
  public void rollBack(int depth) {
    call("anvil_rollback", depth);
  }

  public void passSeconds(long seconds) {
    call("evm_increaseTime", seconds);
    mine(1);
  }

  /**
   * @throws IllegalStateException if it refuses
   */
  public void call(String method, Object... parameters) {
    try {
      var response = new Request<>(method, List.of(parameters), rpc, Anything.class).send();
      if (response.hasError()) {
        throw new IllegalStateException(method + ": " + response.getError().getMessage());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A response whose result nobody looks at. */
  public static final class Anything extends Response<Object> {}
}
