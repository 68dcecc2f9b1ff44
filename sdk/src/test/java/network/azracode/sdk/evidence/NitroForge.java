// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import static network.azracode.sdk.evidence.CborBytes.array;
import static network.azracode.sdk.evidence.CborBytes.bytes;
import static network.azracode.sdk.evidence.CborBytes.map;
import static network.azracode.sdk.evidence.CborBytes.text;
import static network.azracode.sdk.evidence.CborBytes.unsigned;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Octets;

/** Makes Nitro documents, right in all but what a test changes. */
public final class NitroForge {
  private final Map<String, byte[]> fields = new LinkedHashMap<>();
  private byte[] protectedHeader = Octets.of("0xa1013822").toByteArray();
  private byte[] unprotectedHeader = map();
  private UnaryOperator<byte[]> payload = UnaryOperator.identity();
  private UnaryOperator<byte[]> document = UnaryOperator.identity();
  private boolean open;

  /** A document of these certificates, made at a time. */
  public NitroForge(byte[] certificate, List<byte[]> caBundle, Instant made) {
    fields.put("module_id", text("i-0123-enc4567"));
    fields.put("digest", text("SHA384"));
    fields.put("timestamp", unsigned(made.toEpochMilli()));
    fields.put("pcrs", pcrs(16, 48));
    fields.put("certificate", bytes(certificate));
    fields.put("cabundle", array(caBundle.stream().map(CborBytes::bytes).toArray(byte[][]::new)));
    fields.put("public_key", CborBytes.NULL);
    fields.put("user_data", CborBytes.NULL);
    fields.put("nonce", CborBytes.NULL);
  }

  /** Registers 0 up, each filled with its number plus one. */
  public static byte[] pcrs(int count, int length) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] measurement = new byte[length];
      Arrays.fill(measurement, (byte) (i + 1));
      entries.add(unsigned(i));
      entries.add(bytes(measurement));
    }
    return map(entries.toArray(byte[][]::new));
  }

  public NitroForge with(String field, byte[] cbor) {
    fields.put(field, cbor);
    return this;
  }

  public NitroForge without(String field) {
    fields.remove(field);
    return this;
  }

  public NitroForge openMap() {
    open = true;
    return this;
  }

  public NitroForge protectedHeader(String hex) {
    protectedHeader = Octets.of(hex).toByteArray();
    return this;
  }

  public NitroForge unprotectedHeader(byte[] cbor) {
    unprotectedHeader = cbor;
    return this;
  }

  /** Changes the payload's bytes before they are signed. */
  public NitroForge payload(UnaryOperator<byte[]> change) {
    payload = change;
    return this;
  }

  /** Changes the finished document's bytes. */
  public NitroForge document(UnaryOperator<byte[]> change) {
    document = change;
    return this;
  }

  /**
   * The document.
   *
   * @param signer makes r ‖ s over the Sig_structure that it is given
   */
  public Octets sign(UnaryOperator<byte[]> signer) {
    byte[] signed = payload.apply(payload());
    byte[] structure =
        array(text("Signature1"), bytes(protectedHeader), bytes(new byte[0]), bytes(signed));
    byte[] cose =
        array(
            bytes(protectedHeader),
            unprotectedHeader,
            bytes(signed),
            bytes(signer.apply(structure)));
    return Octets.of(document.apply(cose));
  }

  /** The document under a signature of nobody. */
  public Octets signedByNobody() {
    return sign(structure -> new byte[96]);
  }

  private byte[] payload() {
    byte[][] entries =
        fields.entrySet().stream()
            .flatMap(field -> Stream.of(text(field.getKey()), field.getValue()))
            .toArray(byte[][]::new);
    return open ? CborBytes.openMap(entries) : map(entries);
  }
}
