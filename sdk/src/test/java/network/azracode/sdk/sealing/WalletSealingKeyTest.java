// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Sign;

class WalletSealingKeyTest {
  private static final KeySigner WALLET = KeySigner.ofKey(Keccak.hash(new byte[] {7}));
  private static final Address SETTLEMENT =
      Address.of("0x5fbdb2315678afecb367f032d93f642f64180aa3");

  /** K-7: on any device, again. */
  @Test
  void theSameWalletAlwaysDerivesTheSameKeyForOneSettlement() {
    SealingKeyPair first = WalletSealingKey.derive(WALLET, 31337, SETTLEMENT);
    KeySigner otherDevice = KeySigner.ofKey(Keccak.hash(new byte[] {7}));
    SealingKeyPair second = WalletSealingKey.derive(otherDevice, 31337, SETTLEMENT);
    assertThat(second.publicKey()).isEqualTo(first.publicKey());
    assertThat(second.privateKey()).isEqualTo(first.privateKey());
  }

  /** K-7. */
  @Test
  void anotherWalletChainOrSettlementDerivesAnotherKey() {
    Set<Bytes32> keys = new HashSet<>();
    keys.add(WalletSealingKey.derive(WALLET, 31337, SETTLEMENT).publicKey());
    keys.add(WalletSealingKey.derive(WALLET, 1, SETTLEMENT).publicKey());
    keys.add(WalletSealingKey.derive(WALLET, 31337, Address.ZERO).publicKey());
    KeySigner other = KeySigner.ofKey(Keccak.hash(new byte[] {8}));
    keys.add(WalletSealingKey.derive(other, 31337, SETTLEMENT).publicKey());
    assertThat(keys).hasSize(4);
  }

  /** K-7: computed apart from us, by viem and Node's crypto, as a browser derives it. */
  @Test
  void theDerivationIsTheOneThatABrowserRepeats() {
    SealingKeyPair key = WalletSealingKey.derive(WALLET, 31337, SETTLEMENT);
    assertThat(key.publicKey())
        .hasToString("0x96fb3f44f097111a293ad91f46f86a6b6cff1cd4ac99c0d3d55f1010d429a024");
  }

  /** K-8: such a key would be lost with the next signature. */
  @Test
  void aWalletThatDoesNotRepeatItselfIsRefusedWithAWayOut() {
    assertThatThrownBy(
            () -> WalletSealingKey.derive(new FickleWallet(new SecureRandom()), 31337, SETTLEMENT))
        .isInstanceOf(UnrepeatableSignature.class)
        .hasMessageContaining("encrypted backup")
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("wallet.unrepeatable"));
  }

  /** K-8: some wallets answer with the other of the two valid s. */
  @Test
  void eitherFormOfOneSignatureDerivesTheSameKey() {
    CompactSignature low = WALLET.signMessage(WalletSealingKey.message(31337, SETTLEMENT));
    BigInteger order = Sign.CURVE_PARAMS.getN();
    byte[] high = low.bytes65();
    byte[] s = Bytes32.of(order.subtract(low.s().toUnsigned())).toByteArray();
    System.arraycopy(s, 0, high, Bytes32.LENGTH, Bytes32.LENGTH);
    high[64] = (byte) (28 - low.parity());
    assertThat(WalletSealingKey.of(CompactSignature.ofWallet(high)).publicKey())
        .isEqualTo(WalletSealingKey.of(low).publicKey());
  }

  /** K-7: the text is what wallets signed before; changing it would lock everybody out. */
  @Test
  void theMessageIsFixed() {
    assertThat(WalletSealingKey.message(31337, SETTLEMENT))
        .isEqualTo(
            "AzraCode sealing key\n\n"
                + "Sign this to open the results of your jobs on this device. It moves no money."
                + " Whoever has this signature can read your results:"
                + " sign it only where you trust the page.\n\n"
                + "Version: 1\nChain: 31337\n"
                + "Settlement: 0x5fbdb2315678afecb367f032d93f642f64180aa3");
  }
}
