// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static org.assertj.core.api.Assertions.assertThat;

import network.azracode.sdk.cli.AzraShell.Ended;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.protocol.Receipt;
import org.junit.jupiter.api.Test;

/** Whom a client meets that does not keep to the rules. */
interface DeceivedClients extends CommandLineScene {
  /** L-33: whatever a node hands out, only what its enclave signed is opened and believed. */
  @Test
  default void aNodeThatLiesIsToldByNameAndTheTruthIsFetchedLater() throws Exception {
    var person = new Person(stage(), folder().resolve("deceived")).readyToBuy();
    try (var liar = new HostileService(stage(), node(), evidence -> evidence)) {
      person.asks(liar.url());
      liar.lies(told -> new Outcome(told.receipt(), told.signature(), flip(told.sealedResult())));
      CommandLineScene.assertFails(person.tries(job("run")), ExitCode.FAILED, "result.unopenable");
      String id = person.looks("job", "status", "--json").json().at("/jobs/0/jobId").asString();
      liar.lies(told -> new Outcome(told.receipt(), told.signature(), new byte[0]));
      CommandLineScene.assertFails(
          person.tries("job", "fetch", id), ExitCode.FAILED, "result.none");
      liar.lies(
          told -> new Outcome(inflated(told.receipt()), told.signature(), told.sealedResult()));
      CommandLineScene.assertFails(
          person.tries("job", "fetch", id), ExitCode.FAILED, "receipt.foreign");
      assertThat(person.remembered(".receipt.json")).isEmpty();
      liar.lies(told -> told);
      assertThat(person.acts("job", "fetch", id).out()).isEqualTo("6\n");
    }
  }

  /** L-33: a node that dies, or never answers, costs time and no money. */
  @Test
  default void aNodeThatNeverAnswersCostsNothing() throws Exception {
    var person = new Person(stage(), folder().resolve("kept-waiting")).readyToBuy();
    try (var dead = new HostileService(stage(), node(), evidence -> evidence)) {
      person.asks(dead.url());
      dead.withholds(true);
      Ended late = person.tries(job("run", "--within=30"));
      CommandLineScene.assertFails(late, ExitCode.FAILED, "job.late");
      assertThat(late.err()).contains("azra job refund 0x");
    }
    String id = person.looks("job", "status", "--json").json().at("/jobs/0/jobId").asString();
    stage()
        .await(
            "the deadline has passed on chain",
            () -> person.looks("job", "status", id).out().contains("late"));
    person.asks(stage().serviceUrl().toString());
    person.acts("job", "refund", id);
    assertThat(stage().network.settlement().latest().account(person.address()).free())
        .isEqualTo(Amounts.tokens(5));
  }

  /** L-20: the operator vouches for the endpoint, nobody for what it answers. */
  @Test
  default void aNodeWhoseEvidenceDoesNotVerifyIsRefusedBeforeAnythingIsSealed() throws Exception {
    var person = new Person(stage(), folder().resolve("cautious")).readyToBuy();
    try (var hostile = new HostileService(stage(), node(), DeceivedClients::flip)) {
      person.asks(hostile.url());
      // how long certificates are is chance, and so is whether the flipped bit is of their form
      Ended refused = person.tries(job("run"));
      assertThat(refused.err()).containsPattern("\\[evidence\\.[a-z.]+]");
      assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
      assertNothingIsSealed(person);
      Ended inspected = person.peeks("node", "inspect", node().nodeId().toString());
      assertThat(inspected.exitCode()).isEqualTo(ExitCode.REFUTED);
      assertThat(inspected.out()).contains("NOT PROVEN");
    }
  }

  private static Receipt inflated(Receipt receipt) {
    return new Receipt(
        receipt.jobId(),
        receipt.computeUnits() + 5,
        receipt.startedAt(),
        receipt.finishedAt(),
        receipt.wipedAt(),
        receipt.resultCommitment());
  }

  /** Of no end of a line: a certificate is the same whatever space its text has there. */
  private static byte[] flip(byte[] evidence) {
    byte[] copy = evidence.clone();
    int at = copy.length / 2;
    while (copy[at] == '\n') {
      at++;
    }
    copy[at] ^= 1;
    return copy;
  }
}
