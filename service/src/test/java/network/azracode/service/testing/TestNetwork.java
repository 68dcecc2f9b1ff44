// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import network.azracode.sdk.ledger.SettledJob;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.protocol.Verdict;

/** One operator with a node, one client with money, and what they do on the contracts. */
public final class TestNetwork {
  private static final BigInteger DEPOSIT = BigInteger.TEN.pow(18);

  private final TestContracts contracts;
  private final Sender operator;
  private final Sender client;
  private final NodeId nodeId;
  private KeySigner enclave = KeySigner.random(new SecureRandom());

  /** Registers and stakes a node, attests it, and funds a client. */
  public TestNetwork(TestContracts contracts) {
    this.contracts = contracts;
    this.operator = contracts.sender();
    this.client = contracts.sender();
    var registry = contracts.registry();
    var registered = contracts.send(operator, registry.register(operator.address()));
    this.nodeId = registry.registered(registered);
    contracts.fund(operator, contracts.deployment().nodeRegistry(), TestContracts.STAKE);
    contracts.send(operator, registry.stake(nodeId, operator.address(), TestContracts.STAKE));
    attest(operator.address());
    contracts.fund(client, contracts.deployment().settlement(), DEPOSIT);
    contracts.send(client, contracts.settlement().deposit(client.address(), DEPOSIT));
  }

  public NodeId nodeId() {
    return nodeId;
  }

  public Sender operator() {
    return operator;
  }

  public Sender client() {
    return client;
  }

  public KeySigner enclave() {
    return enclave;
  }

  /** A verdict by the attestor, for the present enclave key. */
  public void attest(Address operatorThen) {
    long now = contracts.chain().head().time();
    Verdict verdict =
        new Verdict(
            nodeId,
            operatorThen,
            enclave.address(),
            Bytes32.of(BigInteger.TWO),
            new PolicyId(1),
            Tee.DEVELOPMENT,
            TcbStatus.ofCode(1),
            Bytes32.of(BigInteger.TEN),
            now,
            now + TestContracts.LIFETIME_SECONDS);
    var signature =
        contracts.attestor().sign(verdict.digest(contracts.deployment().registryDomain()));
    contracts.send(operator, contracts.registry().attest(verdict, List.of(signature)));
  }

  /** A new enclave with a key of its own. */
  public void rotate() {
    enclave = KeySigner.random(new SecureRandom());
    attest(operator.address());
  }

  /** Opens a job of at most 1000, at 7 per unit. */
  public JobTerms open(long deadlineSeconds) {
    JobTerms terms =
        new JobTerms(
            client.address(),
            nodeId,
            enclave.address(),
            BigInteger.valueOf(1_000),
            BigInteger.valueOf(7),
            contracts.chain().head().time() + deadlineSeconds,
            Bytes32.ZERO,
            contracts.settlement().latest().account(client.address()).nonce());
    contracts.send(client, contracts.settlement().open(terms));
    return terms;
  }

  /** Settles a job with a receipt over so many units. */
  public void settle(JobTerms terms, long units) {
    long now = contracts.chain().head().time();
    var domain = contracts.deployment().settlementDomain();
    Receipt receipt = new Receipt(terms.id(domain), units, now - 2, now - 1, now, Bytes32.ZERO);
    var signature = enclave.sign(ReceiptBatch.of(receipt).digest(domain));
    contracts.send(
        operator,
        contracts.settlement().settle(List.of(new SettledJob(terms, receipt)), signature));
  }
}
