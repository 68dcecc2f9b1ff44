// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static network.azracode.service.chain.simulation.SimulatedBlock.hex;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.Transport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A node in front of the chain. What it does to a call depends on nothing but its seed, the step
 * and the call, so threads change nothing.
 */
final class SimulatedNode implements Transport {
  static final long CHAIN_ID = 7;

  /** Sorted: what a question decides by chance must not hang on the order of its fields. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  private static final Set<String> OURS =
      Set.of(Happenings.REGISTRY.toString(), Happenings.SETTLEMENT.toString());

  private final SimulatedChain chain;
  private final long seed;
  private final Habits habits;
  private final LogProof proof;
  private volatile Set<Fault> faults = Set.of();
  private volatile int oneIn = 1;
  private volatile long step;

  /**
   * How this provider is, for good.
   *
   * @param mostBlocks of one question for logs
   * @param mostCalls of one batch; zero: no batches at all
   */
  record Habits(int mostBlocks, int mostCalls, boolean knowsTags, boolean knowsReceipts) {
    static Habits of(Random random) {
      return new Habits(
          random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 5_000,
          random.nextInt(4) == 0 ? random.nextInt(4) : 1_000,
          random.nextInt(5) != 0,
          random.nextInt(4) != 0);
    }
  }

  SimulatedNode(SimulatedChain chain, long seed, Habits habits) {
    this(chain, seed, habits, LogProof.BLOOM);
  }

  /**
   * @param proof that is asked of it: it tells no lie that passes
   */
  SimulatedNode(SimulatedChain chain, long seed, Habits habits, LogProof proof) {
    this.chain = chain;
    this.seed = seed;
    this.habits = habits;
    this.proof = proof;
  }

  boolean knowsTags() {
    return habits.knowsTags();
  }

  /** From now on, until the next step. */
  void behave(long inStep, Set<Fault> possible, int once) {
    this.step = inStep;
    this.faults = possible;
    this.oneIn = once;
  }

  @Override
  public InputStream post(byte[] request) {
    return new ByteArrayInputStream(answer(request));
  }

  /** All of an answer. */
  byte[] answer(byte[] request) {
    JsonNode body = JSON.readTree(request);
    if (is(Fault.GONE, body)) {
      throw new IllegalStateException("simulated: no answer");
    }
    if (is(Fault.PAGE, body)) {
      return "<html>502</html>".getBytes(UTF_8);
    }
    byte[] answer = answer(body).getBytes(UTF_8);
    return is(Fault.TRUNCATED, body) ? Arrays.copyOf(answer, answer.length / 2) : answer;
  }

  private String answer(JsonNode body) {
    if (!body.isArray()) {
      return reply(body);
    }
    if (body.size() > habits.mostCalls()) {
      return error("null", -32005, "Number of requests exceeds max batch size");
    }
    List<String> replies = new ArrayList<>();
    body.forEach(call -> replies.add(reply(call)));
    return replies.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private String reply(JsonNode call) {
    String id = call.get("id").toString();
    if (is(Fault.ERROR, call)) {
      return error(id, -32005, "daily request count exceeded");
    }
    JsonNode first = call.get("params").path(0);
    return switch (call.get("method").asString()) {
      case "eth_chainId" -> result(id, "\"" + hex(CHAIN_ID) + "\"");
      case "eth_getBlockByNumber" -> block(id, call, first.asString());
      case "eth_getBlockByHash" ->
          result(id, byHash(first.asString()).map(SimulatedBlock::headerJson).orElse("null"));
      case "eth_getLogs" -> logs(id, call, first);
      case "eth_getBlockReceipts" ->
          habits.knowsReceipts()
              ? result(
                  id, byHash(first.asString()).map(block -> list(receipts(block))).orElse("null"))
              : error(id, -32601, "the method eth_getBlockReceipts does not exist");
      case "eth_getTransactionReceipt" -> result(id, receipt(first.asString()));
      default -> error(id, -32601, "method not found");
    };
  }

  private String block(String id, JsonNode call, String which) {
    List<SimulatedBlock> view = view(call);
    if (is(Fault.NULL, call)) {
      return result(id, "null");
    }
    long number =
        switch (which) {
          case "latest" -> view.size() - 1;
          case "safe" -> Math.min(chain.finalized() + 1, view.size() - 1);
          case "finalized" -> Math.min(chain.finalized(), view.size() - 1);
          default -> Long.parseLong(which.substring(2), 16);
        };
    boolean tag = which.equals("safe") || which.equals("finalized");
    if (tag && !habits.knowsTags()) {
      return error(id, -39001, "Unknown block");
    }
    if (tag) {
      boolean lies = view.equals(chain.canonical()) && is(Fault.FALSE_FINALITY, call);
      return result(id, (lies ? falselyFinal() : honestlyFinal(number)).headerJson());
    }
    if (number >= view.size()) {
      return result(id, "null");
    }
    String header = view.get((int) number).headerJson();
    return result(
        id,
        is(Fault.FORGED, call)
            ? header.replaceFirst("\"parentHash\":\"0x..", "\"parentHash\":\"0xff")
            : header);
  }

  /** A backend on another branch has not seen it become final. */
  private SimulatedBlock honestlyFinal(long number) {
    return chain.canonical().get((int) Math.min(number, chain.latest()));
  }

  private SimulatedBlock falselyFinal() {
    return chain.abandoned().stream()
        .map(List::getLast)
        .filter(block -> !chain.canonical().contains(block))
        .findFirst()
        .orElseGet(() -> honestlyFinal(chain.finalized()));
  }

  private String logs(String id, JsonNode call, JsonNode filter) {
    List<SimulatedBlock> view = view(call);
    long from = Long.parseLong(filter.get("fromBlock").asString().substring(2), 16);
    long to = Long.parseLong(filter.get("toBlock").asString().substring(2), 16);
    if (to - from >= habits.mostBlocks()) {
      return error(id, -32005, "Requested range exceeds maximum RPC range limit");
    }
    if (to >= view.size()) {
      return error(id, -32602, "Invalid params");
    }
    List<SimulatedBlock> blocks = view;
    if (is(Fault.ORPHANED, call) && !chain.abandoned().isEmpty()) {
      List<SimulatedBlock> other = chain.abandoned().getFirst();
      blocks = to < other.size() ? other : view;
    }
    List<ChainLog> all = new ArrayList<>();
    for (SimulatedBlock block : blocks.subList((int) from, (int) to + 1)) {
      told(block, LieIn.LOGS).stream()
          .filter(log -> OURS.contains(log.contract().toString()))
          .forEach(all::add);
    }
    return result(id, list(spoiled(call, all).stream().map(SimulatedBlock::logJson).toList()));
  }

  /**
   * A log is withheld or others are spoiled: what covers a gap with another lie leaves no trace.
   */
  private List<ChainLog> spoiled(JsonNode call, List<ChainLog> logs) {
    List<ChainLog> told = new ArrayList<>(is(Fault.SILENT, call) ? List.of() : logs);
    if (told.isEmpty()) {
      return told;
    }
    int at = random(call, 77).nextInt(told.size());
    if (is(Fault.MISSING_LOG, call) && (proof != LogProof.BLOOM || leavesTrace(logs, at))) {
      told.remove(at);
      return told;
    }
    if (is(Fault.DOUBLED_LOG, call)) {
      told.add(at, told.get(at));
    }
    if (is(Fault.REORDERED, call)) {
      told.add(told.removeFirst());
    }
    if (is(Fault.REMOVED, call)) {
      told.set(at, Lies.removed(told.get(at)));
    }
    if (is(Fault.FOREIGN, call)) {
      told.set(at, Lies.byAStranger(told.get(at)));
    }
    if (is(Fault.INVENTED, call)) {
      told.set(at, Lies.invented(told.get(at)));
    }
    return told;
  }

  /** Whether a log has a topic that no other of its block has: blooms cannot miss what has none. */
  private static boolean leavesTrace(List<ChainLog> logs, int at) {
    ChainLog gone = logs.get(at);
    Set<Bytes32> others = new HashSet<>();
    for (int i = 0; i < logs.size(); i++) {
      if (i != at && logs.get(i).block().equals(gone.block())) {
        others.addAll(logs.get(i).topics());
      }
    }
    return !others.containsAll(gone.topics());
  }

  /**
   * Where data of a block's logs is altered: receipts contradict the logs, or tell the same lie.
   */
  private enum LieIn {
    LOGS,
    RECEIPTS,
    BOTH
  }

  private List<ChainLog> told(SimulatedBlock block, LieIn where) {
    String hash = block.self().hash().toString();
    if (block.logs().isEmpty() || !is(Fault.ALTERED_DATA, hash)) {
      return block.logs();
    }
    Random lie = random(hash, 79);
    LieIn lies = LieIn.values()[lie.nextInt(LieIn.values().length)];
    if (lies != where && lies != LieIn.BOTH) {
      return block.logs();
    }
    List<ChainLog> told = new ArrayList<>(block.logs());
    int at = lie.nextInt(told.size());
    told.set(at, Lies.altered(told.get(at)));
    return told;
  }

  private List<String> receipts(SimulatedBlock block) {
    return SimulatedBlock.receiptsJson(told(block, LieIn.RECEIPTS));
  }

  private String receipt(String transaction) {
    for (SimulatedBlock block : chain.canonical()) {
      for (int i = 0; i < block.logs().size(); i++) {
        if (block.logs().get(i).transactionHash().toString().equals(transaction)) {
          return receipts(block).get(i);
        }
      }
    }
    return "null";
  }

  private Optional<SimulatedBlock> byHash(String hash) {
    List<List<SimulatedBlock>> branches = new ArrayList<>(chain.abandoned());
    branches.addFirst(chain.canonical());
    return branches.stream()
        .flatMap(List::stream)
        .filter(block -> block.header().hash().toString().equals(hash))
        .findFirst();
  }

  /** The branch that the backend is on that this call came to. */
  private List<SimulatedBlock> view(JsonNode call) {
    List<SimulatedBlock> blocks = chain.canonical();
    if (is(Fault.FORKED, step) && !chain.abandoned().isEmpty()) {
      blocks = chain.abandoned().getLast();
    }
    if (is(Fault.STALE, call)) {
      int behind = 1 + random(call, 78).nextInt(3);
      return blocks.subList(0, Math.max(1, blocks.size() - behind));
    }
    return blocks;
  }

  private boolean is(Fault fault, Object about) {
    return faults.contains(fault) && random(about, fault.ordinal()).nextInt(oneIn) == 0;
  }

  private Random random(Object about, int salt) {
    long mixed = seed;
    for (long part : new long[] {step, JSON.writeValueAsString(about).hashCode(), salt}) {
      mixed = (mixed ^ part) * 0x9e3779b97f4a7c15L;
      mixed ^= mixed >>> 29;
    }
    return new Random(mixed);
  }

  private static String list(List<String> items) {
    return items.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private static String result(String id, String json) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(id, json);
  }

  private static String error(String id, int code, String message) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":%d,\"message\":\"%s\"}}"
        .formatted(id, code, message);
  }
}
