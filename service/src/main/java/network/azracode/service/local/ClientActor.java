// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import network.azracode.sdk.client.CheckedNode;
import network.azracode.sdk.client.CheckedResult;
import network.azracode.sdk.client.Client;
import network.azracode.sdk.client.Delivery;
import network.azracode.sdk.client.JobRequest;
import network.azracode.sdk.client.NodeCheck;
import network.azracode.sdk.client.OpenedJob;
import network.azracode.sdk.client.ServiceReads;
import network.azracode.sdk.enclave.JobResult;
import network.azracode.sdk.ledger.sending.JournalStore;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.node.Loop;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.NodeId;

/** A client that has one job after another done, and compares every result with its own. */
final class ClientActor implements AutoCloseable {
  private static final BigInteger FUNDS = Amounts.tokens(100);
  private static final Duration JOB_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(250);

  private final Network network;
  private final Client client;
  private final Sender sender;
  private final NodeCheck check;
  private final ServiceReads service;
  private final LedgerReads ledger;
  private final JobTally tally;
  private final JournalStore journal;
  private final PrintStream out;
  private final Clock clock;
  private final RandomGenerator choices = new Random();
  private final Loop resuming;
  private final Loop loop;

  ClientActor(
      String name,
      LocalFolder folder,
      LocalKeys keys,
      Purse purse,
      Network network,
      Bytes32 acceptedPolicy,
      JobTally tally,
      PrintStream out,
      Clock clock,
      SecureRandom random)
      throws IOException {
    this.network = network;
    this.journal = Purse.journal(folder.actor(name));
    var wallet = keys.signer(name);
    this.sender = purse.sender(wallet, journal);
    this.client = new Client(network, wallet, sender, clock, random);
    this.check = new NodeCheck(network, Set.of(acceptedPolicy), clock);
    this.service = new ServiceReads(network.service());
    this.ledger = new LedgerReads(network.service());
    this.tally = tally;
    this.out = out;
    this.clock = clock;
    this.resuming = Purse.resuming(name, sender);
    this.loop = Loop.start(name, PAUSE, this::nextJob);
  }

  private void nextJob() throws InterruptedException {
    takeBackForgotten();
    if (!tally.begin()) {
      return;
    }
    try {
      oneJob();
    } finally {
      tally.end();
    }
  }

  private void oneJob() throws InterruptedException {
    List<NodeId> nodes =
        service.attestedNodes().stream().map(ServiceReads.NodeRow::nodeId).toList();
    if (nodes.isEmpty()) {
      return;
    }
    Purse.fill(network, sender, FUNDS);
    client.fund(FUNDS);
    CheckedNode node = check.check(nodes.get(choices.nextInt(nodes.size())));
    Workload work = Workload.draw(choices);
    OpenedJob job =
        client.open(
            node, new JobRequest(work.programHash(), work.input(), work.maxUnits(), JOB_TIMEOUT));
    tally.opened();
    try (Delivery delivery = client.deliver(job)) {
      delivery.send();
      CheckedResult opened = delivery.await(clock);
      report(job, opened, work.expected());
    } catch (AzraException e) {
      out.printf("job %s node %s failed: %s%n", job.id(), job.terms().nodeId(), e.getMessage());
      takeBack(job);
    }
  }

  private void report(OpenedJob job, CheckedResult opened, JobResult expected)
      throws InterruptedException {
    boolean matched =
        opened.result().status() == expected.status()
            && Arrays.equals(opened.result().output(), expected.output());
    ServiceReads.JobRow row = ended(job);
    if (row.state().equals("settled")) {
      tally.settled(job.id());
    }
    out.printf(
        "job %s node %s %s units %s paid %s result %s%n",
        job.id(),
        job.terms().nodeId(),
        row.state(),
        row.computeUnits(),
        row.paid() == null ? "nothing" : Amounts.text(new BigInteger(row.paid())),
        matched ? "matched" : "DIFFERS");
  }

  /** The ledger's row of the job, once it is no longer open. */
  private ServiceReads.JobRow ended(OpenedJob job) throws InterruptedException {
    while (clock.instant().getEpochSecond() <= job.terms().deadline()) {
      try {
        ServiceReads.JobRow row = service.job(job.id());
        if (!row.state().equals("open")) {
          return row;
        }
      } catch (AzraException e) {
        // the service has not seen the block yet
      }
      Thread.sleep(POLL);
    }
    throw new AzraException("job.unsettled", "expected a settled job " + job.id());
  }

  private void takeBack(OpenedJob job) throws InterruptedException {
    while (network.chain().head().time() <= job.terms().deadline()) {
      Thread.sleep(PAUSE);
    }
    refund(job.id(), job.terms());
  }

  /** A stop forgets what was under way; the ledger remembers it. */
  private void takeBackForgotten() {
    long now = network.chain().head().time();
    for (LedgerPicture.JobRow job : ledger.openJobs(sender.address())) {
      if (now > job.deadline()) {
        refund(job.jobId(), job.terms());
      }
    }
  }

  private void refund(JobId id, JobTerms terms) {
    if (network.settlement().latest().job(id).isOpen()) {
      sender.submit("refund-" + id, network.settlement().refund(terms));
      tally.refunded();
      out.printf("job %s refunded%n", id);
    }
  }

  @Override
  public void close() {
    loop.close();
    resuming.close();
    journal.close();
  }
}
