// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthEstimateGas;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.EthTransaction;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.VoidResponse;

/** One chain through one RPC endpoint. It reads, and passes on what was signed elsewhere. */
public final class Chain implements AutoCloseable {
  /** Code of a request that got no answer. */
  public static final String UNREACHABLE = "chain.unreachable";

  /** 0xef0100 and an address: EIP-7702. */
  private static final int DELEGATION_BYTES = 23;

  private final Web3jService service;
  private final Web3j web3j;
  private final long chainId;

  private Chain(Web3jService service, Web3j web3j, long chainId) {
    this.service = service;
    this.web3j = web3j;
    this.chainId = chainId;
  }

  /**
   * @throws AzraException {@code chain.id} if the endpoint serves another chain
   */
  public static Chain connect(URI rpcUrl, long expectedChainId) {
    return over(Rpc.service(rpcUrl), expectedChainId);
  }

  /**
   * As {@link #connect}, over a connection of the caller's making, which is closed with the chain.
   */
  public static Chain over(Web3jService service, long expectedChainId) {
    Chain chain = new Chain(service, Web3j.build(service), expectedChainId);
    try {
      chain.requireOwnId();
      return chain;
    } catch (AzraException e) {
      chain.close();
      throw e;
    }
  }

  /**
   * Asks again: behind one address there may be another node today.
   *
   * @throws AzraException {@code chain.id} if the endpoint serves another chain
   */
  public void requireOwnId() {
    long found = Rpc.read(web3j.ethChainId(), answer -> answer.getChainId().longValueExact());
    if (found != chainId) {
      throw new AzraException(
          "chain.id", "chain id: expected %d, found %d".formatted(chainId, found));
    }
  }

  public long chainId() {
    return chainId;
  }

  public Block head() {
    return block(DefaultBlockParameterName.LATEST);
  }

  public Block block(long number) {
    return block(DefaultBlockParameter.valueOf(BigInteger.valueOf(number)));
  }

  /**
   * @throws AzraException {@code chain.block-unknown}, also for a tag that this chain does not have
   */
  public Block block(DefaultBlockParameter at) {
    return Rpc.readIfKnown(
            web3j.ethGetBlockByNumber(at, false), answer -> Block.of(answer.getBlock()))
        .orElseThrow(() -> unknown(at));
  }

  /** The transaction of an account and nonce, signed for this chain, in a block if it is there. */
  public Optional<Bytes32> transactionIn(long block, Address from, long nonce) {
    var at = DefaultBlockParameter.valueOf(BigInteger.valueOf(block));
    return Rpc.readIfKnown(web3j.ethGetBlockByNumber(at, true), answer -> transactions(answer))
        .orElseThrow(() -> unknown(at))
        .stream()
        .filter(found -> Address.of(found.getFrom()).equals(from))
        .filter(found -> found.getNonce().longValueExact() == nonce)
        .filter(found -> Objects.equals(found.getChainId(), chainId))
        .map(found -> Bytes32.of(found.getHash()))
        .findFirst();
  }

  private static List<EthBlock.TransactionObject> transactions(EthBlock answer) {
    return answer.getBlock().getTransactions().stream()
        .map(EthBlock.TransactionObject.class::cast)
        .toList();
  }

  /**
   * Runs a call on the state after a block, changing nothing.
   *
   * @return 0x hex
   * @throws ContractReverted if the contract refuses
   */
  public String call(Address to, String data, DefaultBlockParameter at) {
    var request = Transaction.createEthCallTransaction(null, to.toString(), data);
    return known(Rpc.send(web3j.ethCall(request, at)), at);
  }

  /**
   * As {@link #call}, many calls of one contract in one request; an endpoint that takes no batches
   * is asked one after the other.
   *
   * @return an answer for each, in their order
   */
  public List<String> calls(Address to, List<String> data, DefaultBlockParameter at) {
    List<Request<?, EthCall>> requests =
        data.stream()
            .<Request<?, EthCall>>map(each ->
                web3j.ethCall(Transaction.createEthCallTransaction(null, to.toString(), each), at))
            .toList();
    return Rpc.sendAll(service, requests).stream().map(answer -> known(answer, at)).toList();
  }

  /** As {@link #call}, in the name of an account; without a contract it runs init code. */
  public String callAs(Address from, Optional<Address> to, String data, DefaultBlockParameter at) {
    var request =
        Transaction.createEthCallTransaction(
            from.toString(), orNull(to.map(Address::toString)), data);
    return known(Rpc.send(web3j.ethCall(request, at)), at);
  }

  /** Runtime code at an address, at the head; empty where no contract is. */
  public byte[] code(Address address) {
    var at = DefaultBlockParameterName.LATEST;
    String code = known(Rpc.send(web3j.ethGetCode(address.toString(), at)), at);
    return HexFormat.of().parseHex(code.substring(2));
  }

  /**
   * Whether a contract is there that answers for itself; a key that delegates (EIP-7702) is none.
   */
  public boolean isContract(Address address) {
    byte[] code = code(address);
    return code.length > 0 && !(code.length == DELEGATION_BYTES && (code[0] & 0xff) == 0xef);
  }

  public BigInteger balanceWei(Address account) {
    var at = DefaultBlockParameterName.LATEST;
    return Rpc.read(web3j.ethGetBalance(account.toString(), at), answer -> answer.getBalance());
  }

  /** Transactions of the account that are included up to a block: the next nonce. */
  public long transactionCount(Address account, DefaultBlockParameter at) {
    return Rpc.read(
        web3j.ethGetTransactionCount(account.toString(), at),
        answer -> answer.getTransactionCount().longValueExact());
  }

  /** What a transaction called, as it was sent; empty where it is unknown or created a contract. */
  public Optional<Call> callOf(Bytes32 transactionHash) {
    return Rpc.read(
            web3j.ethGetTransactionByHash(transactionHash.toString()),
            EthTransaction::getTransaction)
        .filter(found -> found.getTo() != null)
        .map(found -> Call.of(Address.of(found.getTo()), found.getInput()));
  }

  public Optional<TransactionReceipt> receipt(Bytes32 transactionHash) {
    return Rpc.read(
        web3j.ethGetTransactionReceipt(transactionHash.toString()),
        answer -> answer.getTransactionReceipt().map(TransactionReceipt::of));
  }

  /**
   * Events of a contract, in order.
   *
   * @param topic of the event, and {@code first} of its indexed parameters
   * @throws RpcException such as for a range that is too wide for this node
   */
  List<Log> logs(Address contract, BlockRange blocks, Bytes32 topic, Bytes32 first) {
    var filter =
        new EthFilter(
            DefaultBlockParameter.valueOf(BigInteger.valueOf(blocks.from())),
            DefaultBlockParameter.valueOf(BigInteger.valueOf(blocks.to())),
            contract.toString());
    filter.addSingleTopic(topic.toString()).addSingleTopic(first.toString());
    return Rpc.send(web3j.ethGetLogs(filter)).getLogs().stream()
        .map(EthLog.LogResult::get)
        .map(Log.class::cast)
        .toList();
  }

  /**
   * Gives an account a balance out of nothing, on a node that does so.
   *
   * @throws RpcException from every node but anvil
   */
  public void fundOnAnvil(Address account, BigInteger wei) {
    var parameters = List.of(account.toString(), "0x" + wei.toString(16));
    Rpc.send(new Request<>("anvil_setBalance", parameters, service, VoidResponse.class));
  }

  /** What the node thinks a transaction should tip. */
  public BigInteger tipWei() {
    return Rpc.read(web3j.ethMaxPriorityFeePerGas(), answer -> answer.getMaxPriorityFeePerGas());
  }

  /**
   * At the head, and says so: left to itself, Besu estimates in a block of twelve seconds later,
   * whatever the chain's own period, where deadlines have passed and locks have opened.
   *
   * @param to empty to create a contract
   * @throws ContractReverted if it would fail
   */
  public long estimateGas(Address from, Optional<Address> to, String data) {
    var request =
        new Transaction(
            from.toString(), null, null, null, orNull(to.map(Address::toString)), null, data);
    var parameters = List.of(request, DefaultBlockParameterName.LATEST.getValue());
    var estimate = new Request<>("eth_estimateGas", parameters, service, EthEstimateGas.class);
    return Rpc.read(estimate, answer -> answer.getAmountUsed().longValueExact());
  }

  /**
   * @param signed 0x hex
   * @throws RpcException if the node does not take it; its words differ between nodes
   */
  public void broadcast(String signed) {
    Rpc.send(web3j.ethSendRawTransaction(signed));
  }

  /** For the generated bindings. */
  Web3j web3j() {
    return web3j;
  }

  @Override
  public void close() {
    web3j.shutdown();
  }

  /** Some nodes answer null for a state that they do not have. */
  private static String known(Response<String> response, DefaultBlockParameter at) {
    @Nullable String result = response.getResult();
    if (result == null) {
      throw unknown(at);
    }
    return result;
  }

  private static AzraException unknown(DefaultBlockParameter at) {
    return new AzraException(
        "chain.block-unknown", "expected block " + at.getValue() + ", the node does not have it");
  }

  private static @Nullable String orNull(Optional<String> value) {
    return value.orElse(null);
  }
}
