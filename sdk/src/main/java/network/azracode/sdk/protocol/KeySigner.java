// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.web3j.crypto.ECDSASignature;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/** A key in this process's memory. It is written nowhere but into an encrypted keystore. */
public final class KeySigner implements Signer {
  private static final int PUBLIC_KEY_LENGTH = 65;
  private static final byte UNCOMPRESSED = 4;

  private final ECKeyPair key;
  private final Address address;

  private KeySigner(ECKeyPair key) {
    this.key = key;
    this.address = Address.of("0x" + Keys.getAddress(key));
  }

  public static KeySigner random(SecureRandom random) {
    byte[] bytes = new byte[Bytes32.LENGTH];
    BigInteger candidate;
    do {
      random.nextBytes(bytes);
      candidate = new BigInteger(1, bytes);
    } while (!isKey(candidate));
    return new KeySigner(ECKeyPair.create(candidate));
  }

  /**
   * A signer with this private key.
   *
   * @throws AzraException {@code key.malformed} when the number is zero or not below the order
   */
  public static KeySigner ofKey(Bytes32 privateKey) {
    if (!isKey(privateKey.toUnsigned())) {
      throw new AzraException(
          "key.malformed", "expected a number from 1 to the order of secp256k1");
    }
    return new KeySigner(ECKeyPair.create(privateKey.toUnsigned()));
  }

  /**
   * Reads a version-3 keystore file.
   *
   * @throws AzraException {@code keystore.unreadable} for a missing file or another password
   */
  public static KeySigner fromKeystore(Path file, char[] password) {
    return new KeySigner(Keystore.read(file, password));
  }

  /** Writes a new version-3 keystore file that only its owner may read; never replaces one. */
  public void toKeystore(Path file, char[] password, KeystoreCost cost) {
    Keystore.write(file, password, key, cost);
  }

  @Override
  public Address address() {
    return address;
  }

  /** Uncompressed: 0x04, x, y. */
  public Octets publicKey() {
    byte[] uncompressed = new byte[PUBLIC_KEY_LENGTH];
    uncompressed[0] = UNCOMPRESSED;
    byte[] xAndY = Numeric.toBytesPadded(key.getPublicKey(), PUBLIC_KEY_LENGTH - 1);
    System.arraycopy(xAndY, 0, uncompressed, 1, xAndY.length);
    return Octets.of(uncompressed);
  }

  @Override
  public CompactSignature signKeccak(byte[] preimage) {
    return sign(Keccak.hash(preimage));
  }

  /** Signs a digest as it is: only a key at hand can. */
  public CompactSignature sign(Bytes32 digest) {
    ECDSASignature signature = key.sign(digest.toByteArray());
    Sign.SignatureData data =
        Sign.createSignatureData(signature, key.getPublicKey(), digest.toByteArray());
    return CompactSignature.of(signature.r, signature.s, data.getV()[0] - 27);
  }

  /** Only the address, so that no log ever shows a key. */
  @Override
  public String toString() {
    return "KeySigner[" + address + "]";
  }

  private static boolean isKey(BigInteger candidate) {
    return candidate.signum() > 0 && candidate.compareTo(Sign.CURVE_PARAMS.getN()) < 0;
  }
}
