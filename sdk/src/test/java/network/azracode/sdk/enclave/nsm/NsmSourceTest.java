// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave.nsm;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import network.azracode.sdk.attestation.DevelopmentScene;
import network.azracode.sdk.attestation.StandInNsm;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.enclave.PublicKeys;
import network.azracode.sdk.evidence.CborBytes;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.PolicyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** E-74: Nitro evidence as its module hands it out, and every way in which it refuses to. */
class NsmSourceTest {
  private static final Domain REGISTRY = DevelopmentScene.REGISTRY;
  private static final Bytes32 SEALING = Keccak.hash(new byte[] {1});

  private final StandInNsm module = new StandInNsm();
  private final KeySigner signer = KeySigner.random(new SecureRandom());
  private final PublicKeys keys = new PublicKeys(signer.publicKey(), SEALING);
  private final EnclaveBinding binding =
      new EnclaveBinding(
          new NodeId(1),
          signer.address(),
          signer.address(),
          Keccak.hash(SEALING.toByteArray()),
          new PolicyId(1),
          Bytes32.ZERO,
          1000,
          Bytes32.ZERO);

  @Test
  void whatTheModuleSignsIsGenuineAndBindsTheKeys() {
    EvidencePackage evidence = evidence(module);
    var verified = module.verify(EvidencePackage.parse(evidence.encode()));
    NitroDocument document = (NitroDocument) verified.platform().evidence();
    assertThat(document.userData()).contains(Octets.of(ReportData.of(binding, REGISTRY)));
    assertThat(document.publicKey()).contains(signer.publicKey());
    assertThat(document.nonce()).isEmpty();
    assertThat(evidence.sealingKey()).isEqualTo(SEALING);
  }

  @ParameterizedTest
  @EnumSource
  void everyErrorOfTheModuleHasACodeOfItsOwn(NsmError error) {
    Refused.with("tee.nsm." + error.code(), () -> evidence(_ -> StandInNsm.refusal(error.label())));
  }

  @Test
  void answersThatAreNoneAreRefused() {
    byte[] document = CborBytes.bytes(new byte[] {1});
    Refused.with("tee.malformed", () -> evidence(_ -> StandInNsm.refusal("Success")));
    Refused.with("tee.malformed", () -> evidence(_ -> StandInNsm.answer("Random", document)));
    Refused.with("tee.malformed", () -> evidence(_ -> StandInNsm.answer("Attestation", document)));
    Refused.with("tee.malformed", () -> evidence(_ -> Octets.of(CborBytes.map())));
    byte[] named = CborBytes.text("Error");
    byte[] known = CborBytes.text("InvalidArgument");
    byte[] more = CborBytes.map(named, known, CborBytes.text("Random"), document);
    Refused.with("tee.malformed", () -> evidence(_ -> Octets.of(more)));
    Refused.with("evidence.malformed.cbor", () -> evidence(request -> request.slice(0, 20)));
    Refused.with("evidence.malformed.limit", () -> evidence(_ -> tooLong()));
  }

  @Test
  void aDocumentForAnotherRequestIsRefused() {
    Octets others = module.exchange(new NsmRequest(Octets.EMPTY, keys.signer()).encode());
    Refused.with("tee.malformed", () -> evidence(_ -> others));
    Octets foreign =
        module.exchange(
            new NsmRequest(
                    Octets.of(ReportData.of(binding, REGISTRY)),
                    KeySigner.random(new SecureRandom()).publicKey())
                .encode());
    Refused.with("tee.malformed", () -> evidence(_ -> foreign));
  }

  @Test
  void theModuleRefusesARequestThatIsNotItsOwn() {
    assertThat(module.exchange(Octets.of(CborBytes.text("DescribeNSM"))))
        .isEqualTo(StandInNsm.refusal("InvalidArgument"));
  }

  private static Octets tooLong() {
    return Octets.of(CborBytes.bytes(new byte[NsmDevice.MAX_RESPONSE_LENGTH]));
  }

  private EvidencePackage evidence(NsmDevice device) {
    return new NsmSource(device).evidence(binding, keys, REGISTRY);
  }
}
