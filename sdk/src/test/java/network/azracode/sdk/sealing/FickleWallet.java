// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Signer;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.web3j.crypto.Sign;

/** A wallet that draws the nonce of every signature, as some hardware does: valid, never twice. */
public final class FickleWallet implements Signer {
  private static final int MAX_V = 28;

  private final SecureRandom random;
  private final Bytes32 privateKey;
  private final Address address;

  public FickleWallet(SecureRandom random) {
    this.random = random;
    this.privateKey = Bytes32.of(new BigInteger(255, random).setBit(0));
    this.address = KeySigner.ofKey(privateKey).address();
  }

  public Octets publicKey() {
    return KeySigner.ofKey(privateKey).publicKey();
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public CompactSignature signKeccak(byte[] preimage) {
    Bytes32 digest = Keccak.hash(preimage);
    ECDSASigner signer = new ECDSASigner();
    var named = Sign.CURVE_PARAMS;
    var curve = new ECDomainParameters(named.getCurve(), named.getG(), named.getN());
    var key = new ECPrivateKeyParameters(privateKey.toUnsigned(), curve);
    signer.init(true, new ParametersWithRandom(key, random));
    BigInteger[] rs = signer.generateSignature(digest.toByteArray());
    return Stream.of(MAX_V - 1, MAX_V)
        .map(v -> CompactSignature.ofWallet(rsv(rs, v)))
        .filter(signature -> signature.recover(digest).equals(address))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] rsv(BigInteger[] rs, int v) {
    byte[] bytes = new byte[65];
    System.arraycopy(Bytes32.of(rs[0]).toByteArray(), 0, bytes, 0, Bytes32.LENGTH);
    System.arraycopy(Bytes32.of(rs[1]).toByteArray(), 0, bytes, Bytes32.LENGTH, Bytes32.LENGTH);
    bytes[64] = (byte) v;
    return bytes;
  }
}
