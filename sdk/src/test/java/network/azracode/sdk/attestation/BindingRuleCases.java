// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static network.azracode.sdk.attestation.RuleCase.contraindicated;
import static network.azracode.sdk.attestation.RuleCase.warning;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import network.azracode.sdk.evidence.CborBytes;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.NitroForge;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.PolicyId;

/** Each rule of our own binding, broken alone, on a Nitro document of a vendor of our own. */
final class BindingRuleCases {
  private static final Bytes32 SEALING_KEY = Keccak.hash();
  private static final Octets POINT = Octets.of("0x" + "a5".repeat(64));
  private static final Instant AT = AwsVendor.AT.plusSeconds(60);
  private static final ExpectedBinding EXPECTED = expected(DevelopmentScene.expected().nodeId());
  private static final String PCR0 = "{pcrs: {0: [\"0x" + "01".repeat(48) + "\"]}}";
  private static final PolicyDocument POLICY =
      PolicyDocument.parse(
          PolicyText.naming(PCR0)
              .with("tees", "[NITRO]")
              .with("binding", "azracode")
              .with("programs", "[\"" + DevelopmentScene.PROGRAM + "\"]")
              .with("maximumAgeSeconds", "600")
              .yaml());

  private final AwsVendor vendor = new AwsVendor();

  AttestationResult good() {
    return appraise(binding(), EXPECTED, UnaryOperator.identity());
  }

  Stream<RuleCase> all() {
    return Stream.concat(
        Stream.of(
            expecting("binding.nodeId", "nodeId is 1, needs 2", expected(new NodeId(2))),
            expecting("binding.operator", "operator is 0x0000", operator(Address.ZERO)),
            expecting("binding.policy", "policy is 1, needs 2", policy(new PolicyId(2))),
            expecting(
                "binding.challengeBlock",
                "challengeBlock is 1000",
                challenge(1, EXPECTED.challenge().hash(), 0)),
            expecting("binding.challengeHash", "needs 0x0000", challenge(1000, Bytes32.ZERO, 0)),
            warning(
                "evidence.stale",
                "601 seconds old, the policy accepts 600",
                () ->
                    appraise(
                        binding(),
                        challenge(1000, EXPECTED.challenge().hash(), -601),
                        UnaryOperator.identity())),
            expecting(
                "evidence.future",
                "61 seconds ahead",
                challenge(1000, EXPECTED.challenge().hash(), 61))),
        Stream.of(
            contraindicated(
                "binding.reportData",
                "under this registry",
                () -> appraise(binding(), elsewhere(), UnaryOperator.identity())),
            contraindicated(
                "binding.programsHash",
                "run the programs that the policy names",
                () -> appraise(running(Bytes32.ZERO), EXPECTED, UnaryOperator.identity())),
            contraindicated(
                "binding.publicKey",
                "put its uncompressed key there",
                () ->
                    appraise(
                        binding(),
                        EXPECTED,
                        d -> d.with("public_key", CborBytes.bytes(new byte[65])))),
            contraindicated(
                "binding.sealingKey",
                "hand out the key that was bound",
                () -> appraise(binding(), Bytes32.ZERO))));
  }

  private RuleCase expecting(String code, String said, ExpectedBinding expected) {
    return contraindicated(
        code, said, () -> appraise(binding(), expected, UnaryOperator.identity()));
  }

  private static EnclaveBinding binding() {
    return running(POLICY.programsHash());
  }

  private static EnclaveBinding running(Bytes32 programsHash) {
    EnclaveBinding like = DevelopmentScene.binding(SEALING_KEY);
    byte[] hash = Keccak.hash(POINT.toByteArray()).toByteArray();
    return new EnclaveBinding(
        like.nodeId(),
        like.operator(),
        Address.of(Octets.of(hash).slice(12, 32).toByteArray()),
        like.sealingKeyHash(),
        like.policy(),
        programsHash,
        like.challengeBlock(),
        like.challengeHash());
  }

  private AttestationResult appraise(
      EnclaveBinding binding, ExpectedBinding expected, UnaryOperator<NitroForge> change) {
    return appraise(binding, SEALING_KEY, expected, change);
  }

  private AttestationResult appraise(EnclaveBinding binding, Bytes32 sealingKey) {
    return appraise(binding, sealingKey, EXPECTED, UnaryOperator.identity());
  }

  private AttestationResult appraise(
      EnclaveBinding binding,
      Bytes32 sealingKey,
      ExpectedBinding expected,
      UnaryOperator<NitroForge> change) {
    NitroForge document =
        vendor
            .document()
            .with("user_data", CborBytes.bytes(ReportData.of(binding, DevelopmentScene.REGISTRY)))
            .with(
                "public_key", CborBytes.bytes(CborBytes.join(new byte[] {4}, POINT.toByteArray())));
    EvidencePackage evidence =
        new EvidencePackage(
            EvidencePackage.NITRO,
            vendor.signed(change.apply(document)),
            binding,
            sealingKey,
            List.of());
    return Appraiser.appraise(
        new EvidenceVerifier(vendor.anchors()).verify(evidence, Collateral.NONE, AT),
        POLICY,
        expected,
        AT);
  }

  private static ExpectedBinding expected(NodeId nodeId) {
    ExpectedBinding like = DevelopmentScene.expected();
    Challenge challenge = like.challenge();
    return new ExpectedBinding(
        like.registry(),
        nodeId,
        like.operator(),
        like.policy(),
        new Challenge(challenge.block(), challenge.hash(), AT));
  }

  private static ExpectedBinding operator(Address operator) {
    return new ExpectedBinding(
        EXPECTED.registry(), EXPECTED.nodeId(), operator, EXPECTED.policy(), EXPECTED.challenge());
  }

  private static ExpectedBinding policy(PolicyId policy) {
    return new ExpectedBinding(
        EXPECTED.registry(), EXPECTED.nodeId(), EXPECTED.operator(), policy, EXPECTED.challenge());
  }

  private static ExpectedBinding elsewhere() {
    return new ExpectedBinding(
        Domain.registry(1, Address.ZERO),
        EXPECTED.nodeId(),
        EXPECTED.operator(),
        EXPECTED.policy(),
        EXPECTED.challenge());
  }

  private static ExpectedBinding challenge(long block, Bytes32 hash, long secondsAhead) {
    return new ExpectedBinding(
        EXPECTED.registry(),
        EXPECTED.nodeId(),
        EXPECTED.operator(),
        EXPECTED.policy(),
        new Challenge(block, hash, AT.plusSeconds(secondsAhead)));
  }
}
