// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.KeystoreCost;
import network.azracode.sdk.protocol.OwnerOnly;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import network.azracode.sdk.protocol.SignedType;
import network.azracode.sdk.protocol.TypedData;
import network.azracode.sdk.testnode.Market;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders, events and receipts in the hands of programs that were not written for them. */
class ForeignClientsTest {
  private static final String OPEN_FOR =
      "openFor((address,uint64,address,uint96,uint96,uint40,bytes32,uint64),bytes)";
  private static final String NOT_INDEXED =
      "address signer, uint96 maxPrice, uint96 unitPrice, uint40 deadline, bytes32 specCommitment,"
          + " uint64 nonce, uint24 policy, uint16 feeBps)";
  private static final String JOB_OPENED =
      "JobOpened(bytes32 indexed jobId, uint64 indexed nodeId, address indexed client, "
          + NOT_INDEXED;
  private static final String PASSWORD = "of this test alone";

  @TempDir private static Path folder;
  private static Examples examples;
  private static Market market;
  private static Domain settlement;

  @BeforeAll
  static void open() throws Exception {
    examples = Examples.build(folder);
    market = new Market(folder);
    settlement = market.deployment().settlementDomain();
  }

  @AfterAll
  static void close() {
    market.close();
  }

  /** the whole journey of docs/examples/client.ts, and a session beside it. */
  @Test
  void typescriptSignsOrdersReadsEventsAndVerifiesTheReceipt() throws Exception {
    JobTerms job = market.jobOrder(0);
    var session = market.sessionOrder(1);
    Path deployment = folder.resolve("deployment.json");
    market.deployment().write(deployment);

    var client =
        examples.node(
            "client.js",
            "--rpc=" + market.rpcUrl(),
            "--deployment=" + deployment,
            "--key-file=" + market.clientKeyFile(),
            "--terms=" + json("job.json", job),
            "--session=" + json("session.json", session));
    Receipt receipt = market.receipt(job);
    awaitOpen(job, client);
    market.settle(job, receipt);

    assertThat(client.await().success().lines())
        .containsExactly(
            "session %s open".formatted(session.digest(settlement)),
            "job %s open".formatted(receipt.jobId()),
            "job %s settled: 100 units, 700 paid of 1000; receipt verified, key attested until %d"
                .formatted(receipt.jobId(), market.attestedUntil()));
  }

  /** EIP-712 leaves no freedom, and nonces are deterministic: the bytes are the same. */
  @Test
  void castSignsTheSameBytes() throws Exception {
    for (SignedType order : List.of(market.jobOrder(2), market.sessionOrder(3))) {
      var ours = market.clientKey().sign(order.digest(settlement));
      assertThat(signedByCast(order)).isEqualTo(Hex.encode(ours.bytes65()));
    }
  }

  /** */
  @Test
  void castOpensItsOwnOrderAndReadsTheEvent() throws Exception {
    JobTerms job = market.jobOrder(4);
    String contract = market.deployment().settlement().toString();
    Stream<String> call =
        Stream.of("send", contract, OPEN_FOR, tuple(job), signedByCast(job), "--rpc-url");
    cast(Stream.concat(call, Stream.concat(Stream.of(market.rpcUrl()), wallet())));
    assertThat(market.settlement().latest().job(job.id(settlement)).isOpen()).isTrue();

    String log =
        cast(
            Stream.of(
                "logs",
                "--json",
                "--rpc-url",
                market.rpcUrl(),
                "--address",
                contract,
                "--from-block",
                "0",
                JOB_OPENED,
                job.id(settlement).toString()));
    String data = Json.MAPPER.readTree(log).get(0).get("data").asString();
    assertThat(cast(Stream.of("decode-event", "--sig", "JobOpened(" + NOT_INDEXED, data)).lines())
        .map(line -> line.replaceFirst(" \\[.*", ""))
        .map(line -> line.toLowerCase(Locale.ROOT))
        .containsSequence(
            job.signer().toString(),
            "1000",
            "7",
            Long.toString(job.deadline()),
            job.specCommitment().toString(),
            Long.toUnsignedString(job.nonce()));
  }

  /** */
  @Test
  void castRecoversTheEnclaveFromAReceipt() throws Exception {
    ReceiptBatch batch = ReceiptBatch.of(market.receipt(market.jobOrder(5)));
    String signature = Hex.encode(market.enclave().sign(batch.digest(settlement)).bytes65());
    assertThat(verify(batch, signature, market.enclave()).status()).isZero();
    assertThat(verify(batch, signature, market.clientKey()).status()).isNotZero();
  }

  private static Examples.Ended verify(ReceiptBatch batch, String signature, KeySigner by)
      throws Exception {
    String typedData = TypedData.json(settlement, batch);
    return examples.cast(
        "wallet", "verify", "--data", "--address", by.address().toString(), typedData, signature);
  }

  private static String signedByCast(SignedType order) throws Exception {
    var sign = Stream.of("wallet", "sign", "--data", TypedData.json(settlement, order));
    return cast(Stream.concat(sign, wallet())).strip();
  }

  private static String cast(Stream<String> arguments) throws Exception {
    return examples.cast(arguments.toArray(String[]::new)).success();
  }

  /** A keystore, made once: a key never stands in arguments. */
  private static Stream<String> wallet() throws IOException {
    Path keystore = folder.resolve("client.json");
    Path password = folder.resolve("password");
    if (!Files.exists(keystore)) {
      OwnerOnly.create(password, PASSWORD.getBytes(StandardCharsets.UTF_8));
      market.clientKey().toKeystore(keystore, PASSWORD.toCharArray(), KeystoreCost.LIGHT);
    }
    return Stream.of("--keystore", keystore.toString(), "--password-file", password.toString());
  }

  private static String tuple(JobTerms job) {
    return "(%s,%s,%s,%s,%s,%d,%s,%s)"
        .formatted(
            job.client(),
            job.nodeId().value(),
            job.signer(),
            job.maxPrice(),
            job.unitPrice(),
            job.deadline(),
            job.specCommitment(),
            Long.toUnsignedString(job.nonce()));
  }

  private static void awaitOpen(JobTerms job, Examples.Running client) throws Exception {
    while (!market.settlement().latest().job(job.id(settlement)).isOpen()) {
      if (!client.process().isAlive()) {
        client.await().success();
      }
      Thread.sleep(100);
    }
  }

  private static Path json(String name, SignedType order) throws IOException {
    return Files.write(folder.resolve(name), Json.MAPPER.writeValueAsBytes(order));
  }
}
