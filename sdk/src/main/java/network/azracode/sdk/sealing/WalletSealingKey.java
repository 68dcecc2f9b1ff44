// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * The client's key for results, derived from a wallet's signature, so that the wallet alone opens
 * them on any device. HKDF-SHA256 with key material {@code r ‖ s} (s low, no v), salt {@code
 * azra/sealing/1} and no info, 32 bytes. Wallets sign deterministically (RFC 6979); one that does
 * not is refused, and its owner keeps a {@link SealingKeyFile} instead.
 */
public final class WalletSealingKey {
  private static final byte[] SALT = "azra/sealing/1".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_LENGTH = 32;

  private WalletSealingKey() {}

  /** The text that the wallet shows and signs (EIP-191), without a newline at its end. */
  public static String message(long chainId, Address settlement) {
    return """
    AzraCode sealing key

    Sign this to open the results of your jobs on this device. It moves no money. Whoever has \
    this signature can read your results: sign it only where you trust the page.

    Version: 1
    Chain: %d
    Settlement: %s\
    """
        .formatted(chainId, settlement);
  }

  /**
   * Asks the wallet twice: a key that the wallet cannot repeat would lose every result sealed to
   * it.
   *
   * @throws UnrepeatableSignature if the two signatures differ
   */
  public static SealingKeyPair derive(Signer wallet, long chainId, Address settlement) {
    String message = message(chainId, settlement);
    CompactSignature first = wallet.signMessage(message);
    if (!first.equals(wallet.signMessage(message))) {
      throw new UnrepeatableSignature(wallet.address());
    }
    return of(first);
  }

  static SealingKeyPair of(CompactSignature signature) {
    byte[] material = Arrays.copyOf(signature.bytes65(), 64);
    byte[] key = new byte[KEY_LENGTH];
    try {
      HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
      hkdf.init(new HKDFParameters(material, SALT, new byte[0]));
      hkdf.generateBytes(key, 0, KEY_LENGTH);
      return SealingKeyPair.ofPrivateKey(key);
    } finally {
      Arrays.fill(material, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }
}
