// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.spi.AsOf;
import network.azracode.service.testing.TestContracts;
import network.azracode.service.testing.Wallets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wallet is asked, and can neither cost much nor say much. */
@DisplayName("A-23 signatures of contracts")
class ContractSignatureReaderTest {
  private static final Bytes32 DIGEST = Keccak.hash(new byte[] {1});

  @TempDir private static Path folder;
  private static TestNode node;
  private static TestContracts contracts;
  private static Sender sender;

  @BeforeAll
  static void deploy() {
    node = TestNode.start();
    contracts = TestContracts.deploy(node, folder);
    sender = contracts.sender();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void whatTheWalletTakesIsASignatureAndNothingElseIs() {
    Address wallet = Wallets.deploy(sender, "gullible", Wallets.GULLIBLE);
    assertThat(accepts(wallet, Octets.of(DIGEST.toByteArray()))).isTrue();
    assertThat(accepts(wallet, Octets.of(Keccak.hash(new byte[] {2}).toByteArray()))).isFalse();
    assertThat(accepts(wallet, Octets.EMPTY)).isFalse();
    assertThat(accepts(wallet, longer(DIGEST, 2_048))).isTrue();
    assertThat(accepts(wallet, longer(DIGEST, 2_049))).isFalse();
  }

  @Test
  void anAccountWithoutCodeTakesNothing() {
    assertThat(accepts(sender.address(), Octets.of(DIGEST.toByteArray()))).isFalse();
  }

  @Test
  void aWalletThatNeverEndsRevertsOrSaysTooLittleOrTheWrongThingIsAnsweredForByNo() {
    List.of(Wallets.ENDLESS, Wallets.REVERTING, Wallets.SHORT, Wallets.SLOPPY)
        .forEach(code -> {
          Address wallet = Wallets.deploy(sender, "hostile-" + code, code);
          assertThat(accepts(wallet, Octets.of(DIGEST.toByteArray()))).as(code).isFalse();
        });
  }

  /** Only the first word is ever copied. */
  @Test
  void aWalletThatSaysMuchIsHeardForOneWord() {
    Address wallet = Wallets.deploy(sender, "talkative", Wallets.TALKATIVE);
    assertThat(accepts(wallet, Octets.of(DIGEST.toByteArray()))).isTrue();
  }

  @Test
  void theStateIsThatOfTheBlockAsked() {
    Block before = contracts.chain().head();
    Address wallet = Wallets.deploy(sender, "later", Wallets.GULLIBLE);
    Octets signature = Octets.of(DIGEST.toByteArray());
    assertThat(reader(node.rpcUrl()).accepts(wallet, DIGEST, signature, asOf(before))).isFalse();
    assertThat(accepts(wallet, signature)).isTrue();
  }

  @Test
  void whereNoNodeAnswersNothingIsSaidEitherWay() {
    Address wallet = Wallets.deploy(sender, "unasked", Wallets.GULLIBLE);
    assertThatThrownBy(() ->
            reader(URI.create("http://127.0.0.1:1"))
                .accepts(
                    wallet,
                    DIGEST,
                    Octets.of(DIGEST.toByteArray()),
                    asOf(contracts.chain().head())))
        .isInstanceOfSatisfying(
            AzraException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("signature.unverifiable"));
  }

  private static boolean accepts(Address wallet, Octets signature) {
    return reader(node.rpcUrl()).accepts(wallet, DIGEST, signature, asOf(contracts.chain().head()));
  }

  private static ContractSignatureReader reader(URI rpcUrl) {
    var properties =
        new ChainProperties(
            List.of(rpcUrl),
            false,
            new Finality.Depth(1),
            DeepReorganisation.HALT,
            LogProof.BLOOM,
            List.of(),
            500);
    return new ContractSignatureReader(properties, contracts.deployment());
  }

  private static AsOf asOf(Block block) {
    return new AsOf(
        block.number(),
        block.hash(),
        network.azracode.service.chain.spi.Finality.HEAD,
        block.time(),
        0);
  }

  private static Octets longer(Bytes32 start, int length) {
    return Octets.of(java.util.Arrays.copyOf(start.toByteArray(), length));
  }
}
