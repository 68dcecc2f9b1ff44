// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.cli.AzraShell;
import network.azracode.sdk.cli.AzraShell.Ended;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.protocol.Address;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * L-20, L-21: what clients and auditors type, from a new wallet to a verified receipt, against a
 * real chain, service, node and enclave.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CommandLineTest {
  private static final String PAPER = "to be or not to be";

  @TempDir private static Path folder;
  private Stage stage;
  private StageNode node;
  private Path paper;

  @BeforeAll
  void start() throws Exception {
    stage = new Stage(folder.resolve("stage"));
    node = StageNode.start(stage);
    paper = Files.writeString(folder.resolve("paper.txt"), PAPER);
  }

  @AfterAll
  void stop() {
    stage.close();
  }

  @Test
  void aNewcomerBuysAJobAndProvesWhatWasPaidForIt() throws Exception {
    var person = new Person("newcomer");
    person.fill();

    assertThat(person.looks("node", "list").out()).contains("DEVELOPMENT", "https://127.0.0.1");
    assertThat(person.looks("node", "inspect", node.nodeId().toString()).out())
        .contains("PROVEN", "azra/word-count/1", "not accepted by you");
    person.refusedForNow();
    person.looks("policy", "accept", stage.policy.toString());

    Ended run = person.runs();
    assertThat(run.out()).isEqualTo("6\n");
    assertThat(run.err()).contains("proven", "sealed and remembered", "open in escrow", "receipt");
    Path receipt = person.receipts().getFirst();
    stage.await(
        "the job is settled",
        () ->
            person
                .looks("receipt", "verify", receipt.toString(), "--json")
                .json()
                .get("settled")
                .asBoolean());
    person.seesItsSettlement(receipt);
    person.refusesTamperedReceipts(receipt);
    person.takesTheRestBack();
  }

  /** Somebody with a home of their own and a key that they made. */
  private final class Person {
    private final Path home;
    private final Path keystore;
    private final Path password;
    private final Address address;

    Person(String name) throws IOException {
      home = folder.resolve(name);
      Files.createDirectories(home);
      keystore = home.resolve("wallet.json");
      password = Files.writeString(home.resolve("password"), "correct horse\n");
      address =
          Address.of(
              done("wallet", "new", "--json", key(), password()).json().get("address").asString());
    }

    void fill() {
      stage.fund(address);
      acts("wallet", "fund", "--tokens=10");
      Ended deposited = acts("account", "deposit", "5");
      assertThat(deposited.out()).containsPattern("free +5\n").containsPattern("wallet +5\n");
    }

    void refusedForNow() {
      Ended refused = tries(job("run"));
      assertThat(refused.err()).contains("[policy.not-accepted]");
      assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
      assertNothingWasOpened();
    }

    void assertNothingWasOpened() {
      assertThat(stage.network.settlement().latest().account(address).nonce()).isZero();
      assertThat(home.resolve("jobs"))
          .satisfiesAnyOf(
              none -> assertThat(none).doesNotExist(), none -> assertThat(none).isEmptyDirectory());
    }

    Ended runs() {
      return done(acting(job("run")));
    }

    String[] job(String command, String... more) {
      return Stream.concat(
              Stream.of(
                  "job",
                  command,
                  "--node=" + node.nodeId(),
                  "--max-price=0.1",
                  "--program=word-count",
                  paper.toString()),
              Stream.of(more))
          .toArray(String[]::new);
    }

    List<Path> receipts() throws IOException {
      try (Stream<Path> files = Files.list(home.resolve("jobs"))) {
        return files.filter(file -> file.toString().endsWith(".receipt.json")).toList();
      }
    }

    void seesItsSettlement(Path receipt) {
      JsonNode verified = looks("receipt", "verify", receipt.toString(), "--json").json();
      assertThat(verified.get("valid").asBoolean()).isTrue();
      JsonNode row =
          done("settlements", "--client=" + address, "--json", service())
              .json()
              .get("settlements")
              .get(0);
      assertThat(row.get("jobId").asString()).isEqualTo(verified.get("jobId").asString());
      assertThat(row.get("paid").asString()).isEqualTo(verified.get("paid").asString());
      JsonNode job = looks("job", "status", "--json").json().get("jobs").get(0);
      assertThat(job.get("state").asString()).isEqualTo("SETTLED");
      assertThat(job.get("paid").asString()).isEqualTo(verified.get("paid").asString());
      assertThat(job.get("jobId").asString()).isEqualTo(verified.get("jobId").asString());
    }

    void refusesTamperedReceipts(Path receipt) throws IOException {
      String honest = Files.readString(receipt);
      assertTampered(honest.replaceFirst("(\"computeUnits\" : )\\d+", "$19"), "receipt.signature");
      assertTampered(honest.replaceFirst("(\"unitPrice\" : \")\\d+", "$19"), "receipt.job");
      assertTampered(honest.replaceFirst("(\"chainId\" : )\\d+", "$19"), "receipt.chain");
      assertTampered(
          honest.replaceFirst("(\"vs\" : \"0x[0-9a-f]{60})....", "$1beef"), "receipt.signature");
    }

    private void assertTampered(String text, String code) throws IOException {
      Path tampered = Files.writeString(home.resolve("tampered.json"), text);
      Ended refused =
          AzraShell.plain().run(looking("receipt", "verify", tampered.toString(), "--json"));
      assertThat(refused.json().get("refusal").get("code").asString()).isEqualTo(code);
      assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUTED);
    }

    void takesTheRestBack() {
      acts("account", "withdraw", "all");
      JsonNode account = looks("account", "status", address.toString(), "--json").json();
      assertThat(account.get("free").asString()).isEqualTo("0");
    }

    Ended acts(String... command) {
      return done(acting(command));
    }

    Ended tries(String... command) {
      return AzraShell.plain().run(acting(command));
    }

    Ended looks(String... command) {
      return done(looking(command));
    }

    private String[] acting(String... command) {
      return with(looking(command), key(), password());
    }

    private String[] looking(String... command) {
      boolean asksTheService =
          List.of("node", "policy").contains(command[0])
              || List.of("run", "fetch", "prepare", "refund").contains(command[1]);
      String[] chain =
          with(
              command,
              "--home=" + home,
              "--rpc=" + stage.rpcUrl(),
              "--deployment=" + stage.deploymentFile(),
              "--finality=" + stage.finality());
      return asksTheService ? with(chain, service()) : chain;
    }

    private String key() {
      return "--keystore=" + keystore;
    }

    private String password() {
      return "--password-file=" + password;
    }
  }

  private String service() {
    return "--service=" + stage.serviceUrl();
  }

  private static Ended done(String... command) {
    return AzraShell.plain().done(command);
  }

  private static String[] with(String[] command, String... options) {
    return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
  }
}
