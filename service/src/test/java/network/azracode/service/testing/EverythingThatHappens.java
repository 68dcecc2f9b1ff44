// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import java.math.BigInteger;
import java.util.List;
import network.azracode.sdk.ledger.SessionJob;
import network.azracode.sdk.ledger.SignedReceipt;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Cause;
import network.azracode.sdk.protocol.Condemnation;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import network.azracode.sdk.protocol.SessionTerms;
import network.azracode.sdk.testnode.Anvil;

/** A history in which both contracts emit each of their events. */
public final class EverythingThatHappens {
  private static final PolicyId FIRST_POLICY = new PolicyId(1);

  private final TestContracts contracts;
  private final Anvil anvil;

  public EverythingThatHappens(TestContracts contracts, Anvil anvil) {
    this.contracts = contracts;
    this.anvil = anvil;
  }

  public void once() {
    aSession(new TestNetwork(contracts));
    anEquivocation(new TestNetwork(contracts));
    aCondemnationWithItsVeto(new TestNetwork(contracts));
    jobsAndStakes(new TestNetwork(contracts));
  }

  private void aSession(TestNetwork network) {
    var sessions = contracts.settlement().sessions();
    var domain = contracts.deployment().settlementDomain();
    long now = contracts.chain().head().time();
    SessionTerms terms =
        new SessionTerms(
            network.client().address(),
            network.nodeId(),
            FIRST_POLICY,
            BigInteger.valueOf(7),
            BigInteger.valueOf(1_000),
            now + 100,
            2,
            0);
    contracts.send(network.client(), sessions.open(terms));
    SessionJob job =
        new SessionJob(3, new Receipt(terms.jobId(domain, 3), 5, now, now, now, Bytes32.ZERO));
    var signature = network.enclave().sign(ReceiptBatch.of(job.receipt()).digest(domain));
    var settled = sessions.settle(terms, List.of(job), signature);
    contracts.send(network.operator(), settled);
    contracts.send(network.operator(), settled);
    contracts.send(network.client(), sessions.giveNotice(terms));
    anvil.passSeconds(5);
    contracts.send(network.operator(), sessions.reclaim(terms));
  }

  private void anEquivocation(TestNetwork network) {
    var cases = contracts.registry().cases();
    var operator = network.operator();
    JobTerms terms = network.open(100);
    contracts.send(
        operator, contracts.registry().unbond(network.nodeId(), BigInteger.valueOf(100)));
    var proof =
        cases.proveEquivocation(terms, signed(network, terms, 5), signed(network, terms, 6));
    contracts.send(operator, proof);
    anvil.passSeconds(40);
    contracts.send(operator, cases.execute(1));
    contracts.send(operator, cases.claimOwed(contracts.steward().address()));
  }

  private SignedReceipt signed(TestNetwork network, JobTerms terms, long units) {
    var domain = contracts.deployment().settlementDomain();
    Receipt receipt = new Receipt(terms.id(domain), units, 1, 2, 3, Bytes32.ZERO);
    ReceiptBatch batch = ReceiptBatch.of(receipt);
    return new SignedReceipt(receipt, batch, 0, network.enclave().sign(batch.digest(domain)));
  }

  private void aCondemnationWithItsVeto(TestNetwork network) {
    long now = contracts.chain().head().time();
    Condemnation condemnation =
        new Condemnation(
            network.nodeId(),
            network.enclave().address(),
            Cause.DEBUG,
            Bytes32.ZERO,
            now,
            now + 60);
    var signature =
        contracts.attestor().sign(condemnation.digest(contracts.deployment().registryDomain()));
    var cases = contracts.registry().cases();
    contracts.send(network.client(), cases.condemn(condemnation, List.of(signature)));
    contracts.send(contracts.steward(), contracts.registry().guardianship().veto(2));
  }

  private void jobsAndStakes(TestNetwork network) {
    var registry = contracts.registry();
    var settlement = contracts.settlement();
    var operator = network.operator();
    var client = network.client();
    var nodeId = network.nodeId();
    JobTerms settled = network.open(100);
    network.settle(settled, 100);
    network.settle(settled, 100);
    JobTerms refunded = network.open(60);
    contracts.send(operator, settlement.cancel(network.open(100)));
    anvil.passSeconds(75);
    contracts.send(operator, settlement.refund(refunded));
    contracts.send(operator, settlement.claim(nodeId));
    contracts.send(operator, settlement.claimFees(List.of(nodeId)));
    contracts.send(client, settlement.withdraw(client.address(), BigInteger.ONE));
    BigInteger firstOrderWord = BigInteger.ONE.shiftLeft(55);
    contracts.send(client, settlement.invalidate(firstOrderWord, BigInteger.ONE.shiftLeft(255)));
    contracts.send(operator, registry.setPayout(nodeId, client.address()));
    network.rotate();
    contracts.send(operator, registry.unbond(nodeId, BigInteger.TEN));
    contracts.send(operator, registry.rebond(nodeId, BigInteger.TWO));
    govern(network);
    contracts.send(operator, registry.transferOperator(nodeId, client.address()));
    contracts.send(client, registry.acceptOperator(nodeId, BigInteger.ZERO));
    contracts.send(client, registry.transferOperator(nodeId, operator.address()));
    contracts.send(operator, registry.acceptOperator(nodeId, BigInteger.ZERO));
    anvil.passSeconds(800);
    contracts.send(operator, registry.withdraw(nodeId));
  }

  private void govern(TestNetwork network) {
    var registry = contracts.registry();
    var governance = registry.governance();
    contracts.govern(governance.addAttestor(network.client().address()));
    contracts.govern(governance.setThreshold(2));
    contracts.govern(governance.setThreshold(1));
    contracts.govern(governance.removeAttestor(network.client().address()));
    contracts.govern(governance.setTreasury(network.client().address()));
    contracts.publishPolicy();
    contracts.govern(
        governance.retirePolicy(new PolicyId(2), contracts.chain().head().time() + 60));
    contracts.suspend(new PolicyId(2));
  }
}
