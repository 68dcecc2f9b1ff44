// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.AzraShell;
import network.azracode.sdk.cli.AzraShell.Ended;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.Token;
import network.azracode.sdk.ledger.deployment.Deployer;
import network.azracode.sdk.ledger.deployment.DeploymentPlan;
import network.azracode.sdk.ledger.deployment.Profile;
import network.azracode.sdk.ledger.deployment.Windows;
import network.azracode.sdk.ledger.sending.JournalStore;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.testnode.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

@DisplayName("L-30 azra node: stake and exit")
@TestInstance(Lifecycle.PER_CLASS)
class NodeCommandTest {
  private static final BigInteger TOKEN = BigInteger.TEN.pow(18);

  /** Stake is out so late that a slow machine, too, can ask for it too early. */
  private static final Profile SECONDS = new Profile(0, new Windows(1, 1, 1, 1, 1, 1, 12, 1, 1));

  @TempDir private static Path folder;
  private TestNode node;
  private Chain chain;
  private Deployment deployment;
  private KeySigner operator;
  private AzraShell shell;

  @BeforeAll
  void deploy() throws IOException {
    node = TestNode.start();
    chain = Chain.connect(node.rpcUrl(), node.chainId());
    operator = node.newAccount();
    try (JournalStore store = JournalStore.open(folder.resolve("deployer"))) {
      var terms = SendingTerms.standard(Finality.parse("immediate"));
      var sender = new Sender(chain, operator, store, terms, Clock.systemUTC(), Pause.sleeping());
      Address self = operator.address();
      deployment =
          new Deployer(chain, sender)
              .deploy("seconds", new DeploymentPlan(SECONDS, Optional.empty(), self, self, self));
      sender.submit("mint", token().mint(self, TOKEN.multiply(BigInteger.valueOf(100))));
    }
    deployment.write(folder.resolve("deployment.json"));
    shell = looking().withKey(folder, "operator", operator);
  }

  @AfterAll
  void stop() {
    chain.close();
    node.close();
  }

  @Test
  void stakeGoesInAndComesOutAfterTheUnbondingTime() throws Exception {
    String id = registered("in-and-out");
    assertThat(registered("in-and-out")).as("a name is registered once").isEqualTo(id);
    JsonNode staked = json("stake", id, "--amount=10.5");
    assertThat(staked.get("amount").asString()).isEqualTo("10500000000000000000");
    json("stake", id, "--amount=0.5");
    assertThat(status(id).get("stake").asString()).isEqualTo(units(11));

    JsonNode unbond = json("unbond", id, "--amount=all");
    assertThat(unbond.get("amount").asString()).isEqualTo(units(11));
    json("rebond", id, "--amount=4");
    Ended early = shell.run("node", "withdraw", id);
    assertThat(early.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(early.err())
        .contains("[stake.locked]", "second " + unbond.get("releaseAt").asLong());

    assertThat(withdrawnWhileTheKeyIsFree(id)).contains(" 7 withdrawn to ");
    JsonNode status = status(id);
    assertThat(status.get("stake").asString()).isEqualTo(units(4));
    assertThat(status.get("unbonding").asString()).isEqualTo("0");
  }

  @Test
  void whoAsksNeedsNoKeyAndAnUnattestedNodeTakesNoJobs() {
    String id = registered("idle");
    Ended asked = looking().run("node", "status", id);
    assertThat(asked.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(asked.out()).contains("takes no jobs", "attested   never", "0 unclaimed");
    assertThat(looking().run("node", "status", id, "--check").exitCode())
        .isEqualTo(ExitCode.REFUTED);
    assertThat(shell.run("node", "claim", id).err()).contains("[earnings.none]");
    assertThat(shell.run("node", "rebond", id, "--amount=1").err()).contains("[contract.reverted]");
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    assertThat(looking().run("node", "status", "--node=999").err())
        .contains("NodeUnknown", "[contract.reverted]");
    assertThat(shell.run("node", "stake", "--node=-1", "--amount=1").err()).contains("--node");
    assertThat(shell.run("node", "stake", "--node=1", "--amount=much").err())
        .contains("[amount.malformed]");
    assertThat(shell.run("node", "stake").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  /** Earnings and withdrawn stake go where the operator says, from the first moment on. */
  @Test
  void aNodeIsPaidOutToTheAddressThatItWasRegisteredWith() {
    Address payout = node.newAccount().address();
    JsonNode answer =
        shell
            .with("--json")
            .done("node", "register", "--name=elsewhere", "--payout=" + payout)
            .json();
    var registry = new Registry(chain, deployment.nodeRegistry());
    var id = new NodeId(answer.get("nodeId").asLong());
    assertThat(registry.latest().node(id).payout()).isEqualTo(payout);
    assertThat(registry.latest().node(id).operator()).isEqualTo(operator.address());
    Ended other = shell.run("node", "register", "--name=elsewhere");
    assertThat(other.err()).contains("[intent.conflict]");
  }

  /** [L-26] What waits for a release, for weeks in production, keeps no other command waiting. */
  private String withdrawnWhileTheKeyIsFree(String id) throws Exception {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine azra =
        Azra.commandLine(
            new PrintWriter(out), new PrintWriter(err, true), question -> Optional.empty());
    List<String> words = new ArrayList<>(List.of("node", "withdraw", id, "--wait"));
    words.addAll(shell.options());
    var exit = CompletableFuture.supplyAsync(() -> azra.execute(words.toArray(String[]::new)));
    while (!err.toString().contains("waiting until") && !exit.isDone()) {
      Thread.sleep(10);
    }
    assertThat(exit).isNotDone();
    JournalStore.open(folder.resolve("operator.journal")).close();
    assertThat(exit.get()).as(err::toString).isEqualTo(ExitCode.DONE);
    return out.toString();
  }

  private String registered(String name) {
    JsonNode answer = shell.with("--json").done("node", "register", "--name=" + name).json();
    return "--node=" + answer.get("nodeId").asLong();
  }

  private JsonNode json(String act, String... more) {
    String[] command = new String[2 + more.length];
    command[0] = "node";
    command[1] = act;
    System.arraycopy(more, 0, command, 2, more.length);
    return shell.with("--json").done(command).json();
  }

  private JsonNode status(String id) {
    return looking().with("--json").done("node", "status", id).json();
  }

  private static String units(long tokens) {
    return TOKEN.multiply(BigInteger.valueOf(tokens)).toString();
  }

  private Token token() {
    return new Token(chain, deployment.token());
  }

  private AzraShell looking() {
    return AzraShell.plain()
        .with(
            "--rpc=" + node.rpcUrl(),
            "--finality=immediate",
            "--deployment=" + folder.resolve("deployment.json"));
  }
}
