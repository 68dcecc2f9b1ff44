// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import network.azracode.sdk.protocol.Octets;

/** Writes tables of certificates as an AMD host does. */
public final class CertificateTableForge {
  public static final String VCEK = "63da758de6644564adc5f4b93be8accd";
  public static final String VLEK = "a8074bc2a25a483eaae639c045a0b8a1";
  public static final String ASK = "4ab7b379bbac4fe4a02f05aef327c782";
  public static final String ARK = "c0b406a4a803495297433fb6014cd0ae";
  private static final int ENTRY_LENGTH = 24;

  private final Map<String, Octets> entries = new LinkedHashMap<>();

  public CertificateTableForge with(String guid, Octets certificate) {
    entries.put(guid, certificate);
    return this;
  }

  public Octets table() {
    int start = ENTRY_LENGTH * (entries.size() + 1);
    ByteArrayOutputStream certificates = new ByteArrayOutputStream();
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    entries.forEach((guid, certificate) -> {
      table.writeBytes(entry(guid, start + certificates.size(), certificate.length()));
      certificates.writeBytes(certificate.toByteArray());
    });
    table.writeBytes(new byte[ENTRY_LENGTH]);
    table.writeBytes(certificates.toByteArray());
    return Octets.of(table.toByteArray());
  }

  static byte[] entry(String guid, int offset, int length) {
    return ByteBuffer.allocate(ENTRY_LENGTH)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(HexFormat.of().parseHex(guid))
        .putInt(offset)
        .putInt(length)
        .array();
  }
}
