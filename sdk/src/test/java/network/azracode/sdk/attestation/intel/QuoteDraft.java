// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import network.azracode.sdk.attestation.pki.EcCurve;
import network.azracode.sdk.attestation.pki.TestKeys;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.Octets;

/** A quote of any version, as a quoting enclave writes it, right but for what a test changes. */
public final class QuoteDraft {
  /** What a quote is about. */
  public enum Body {
    SGX(0, 1, 384),
    TD(0x81, 2, 584),
    TD_1_5(0x81, 3, 648);

    private final int teeType;
    private final int type;
    private final int length;

    Body(int teeType, int type, int length) {
      this.teeType = teeType;
      this.type = type;
      this.length = length;
    }

    boolean tdx() {
      return teeType != 0;
    }
  }

  static final String QE_MRSIGNER = "33".repeat(32);
  private static final int QE_REPORT_DATA = 320;

  private final int version;
  private final Body kind;
  private final ByteBuffer body;
  private final ByteBuffer quotingEnclave = report();
  private final KeyPair attestationKey = TestKeys.p256();
  private Octets statedKey = TestKeys.xAndY(attestationKey, EcCurve.P256);
  private byte[] authenticationData = new byte[32];
  private int certificationType = 5;

  public QuoteDraft(int version, Body kind) {
    this.version = version;
    this.kind = kind;
    this.body = ByteBuffer.allocate(kind.length).order(ByteOrder.LITTLE_ENDIAN);
    if (kind.tdx()) {
      put(body, 0, "07010505050505050505050505050505").put(body, 120, "0000001000000000");
      if (kind == Body.TD_1_5) {
        put(body, 584, "07010505050505050505050505050505");
      }
    } else {
      put(body, 48, "05");
    }
  }

  /** Bytes of the body at an offset. */
  public QuoteDraft body(int offset, String hex) {
    return put(body, offset, hex);
  }

  /** Bytes of the quoting enclave's report at an offset. */
  public QuoteDraft quotingEnclave(int offset, String hex) {
    return put(quotingEnclave, offset, hex);
  }

  public QuoteDraft quotingEnclaveSvn(int svn) {
    quotingEnclave.putShort(258, (short) svn);
    return this;
  }

  public QuoteDraft authenticationData(int length) {
    authenticationData = new byte[length];
    return this;
  }

  public QuoteDraft certificationType(int type) {
    certificationType = type;
    return this;
  }

  /** The key that the quote states, whatever key signs. */
  public QuoteDraft statedKey(Octets xAndY) {
    statedKey = xAndY;
    return this;
  }

  /** Signed by a quoting enclave that this PCK key vouches for. */
  public byte[] sign(PrivateKey pck, Octets certification) {
    put(quotingEnclave, QE_REPORT_DATA, boundKey());
    byte[] signed = signedRange();
    byte[] report = bytes(quotingEnclave);
    ByteBuffer parts =
        buffer(report.length + 64 + 2 + authenticationData.length + 6 + certification.length());
    parts
        .put(report)
        .put(TestKeys.sign(pck, EcCurve.P256, report).toByteArray())
        .putShort((short) authenticationData.length)
        .put(authenticationData)
        .putShort((short) certificationType)
        .putInt(certification.length())
        .put(certification.toByteArray());
    int wrapping = version == 3 ? 0 : 6;
    int authLength = 128 + wrapping + parts.capacity();
    ByteBuffer quote = buffer(signed.length + 4 + authLength).put(signed).putInt(authLength);
    quote
        .put(TestKeys.sign(attestationKey.getPrivate(), EcCurve.P256, signed).toByteArray())
        .put(statedKey.toByteArray());
    if (wrapping > 0) {
      quote.putShort((short) 6).putInt(parts.capacity());
    }
    return bytes(quote.put(bytes(parts)));
  }

  private byte[] signedRange() {
    ByteBuffer range = buffer(48 + (version == 5 ? 6 : 0) + kind.length);
    range.putShort((short) version).putShort((short) 2).putInt(kind.teeType).putInt(0);
    range.put(Hex.decode("0x939a7233f79c4ca9940a0db3957f0607")).put(new byte[20]);
    if (version == 5) {
      range.putShort((short) kind.type).putInt(kind.length);
    }
    return bytes(range.put(bytes(body)));
  }

  private String boundKey() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(statedKey.toByteArray());
      return Hex.encode(sha256.digest(authenticationData)).substring(2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ByteBuffer report() {
    ByteBuffer report = buffer(384);
    report.put(16, Hex.decode("0x01000000")).put(48, Hex.decode("0x15"));
    report.put(128, Hex.decode("0x" + QE_MRSIGNER));
    return report.putShort(256, (short) 2).putShort(258, (short) 8);
  }

  private static byte[] bytes(ByteBuffer written) {
    byte[] bytes = new byte[written.capacity()];
    written.get(0, bytes);
    return bytes;
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private QuoteDraft put(ByteBuffer target, int offset, String hex) {
    target.put(offset, Hex.decode("0x" + hex));
    return this;
  }
}
