// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;

/**
 * What authorities say beside the evidence: documents by name, as they were signed. As JSON {@code
 * {digest, documents: {name: "0x…"}}}; a digest that does not fit is refused.
 */
public final class Collateral {
  public static final int MAX_DOCUMENTS = 16;
  public static final int MAX_LENGTH = 262_144;

  /** For anchors that need none. */
  public static final Collateral NONE = new Collateral(Map.of());

  private final SortedMap<String, Octets> documents;
  private final Bytes32 digest;

  public Collateral(Map<String, Octets> documents) {
    long length = documents.values().stream().mapToLong(Octets::length).sum();
    if (documents.size() > MAX_DOCUMENTS || length > MAX_LENGTH) {
      throw new AzraException(
          "collateral.malformed",
          "expected at most %d documents and %d bytes, found %d and %d"
              .formatted(MAX_DOCUMENTS, MAX_LENGTH, documents.size(), length));
    }
    this.documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
    this.digest = digest(this.documents);
  }

  /**
   * @throws AzraException {@code collateral.mismatch}
   */
  @JsonCreator
  static Collateral of(
      @JsonProperty("digest") Bytes32 digest,
      @JsonProperty("documents") Map<String, Octets> documents) {
    Collateral collateral = new Collateral(documents);
    if (!collateral.digest().equals(digest)) {
      throw new AzraException(
          "collateral.mismatch",
          "expected documents of digest %s, found %s".formatted(digest, collateral.digest()));
    }
    return collateral;
  }

  /** keccak256 of, in the order of names, each name's and each document's keccak256. */
  @JsonProperty
  public Bytes32 digest() {
    return digest;
  }

  private static Bytes32 digest(SortedMap<String, Octets> documents) {
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    documents.forEach((name, document) -> {
      hashes.writeBytes(Keccak.hash(name.getBytes(StandardCharsets.UTF_8)).toByteArray());
      hashes.writeBytes(Keccak.hash(document.toByteArray()).toByteArray());
    });
    return Keccak.hash(hashes.toByteArray());
  }

  @JsonProperty
  public SortedMap<String, Octets> documents() {
    return documents;
  }

  /**
   * The document of this name.
   *
   * @throws AzraException {@code collateral.missing}
   */
  public Octets document(String name) {
    Octets document = documents.get(name);
    if (document == null) {
      throw new AzraException(
          "collateral.missing",
          "expected a document \"%s\", found %s".formatted(name, documents.keySet()));
    }
    return document;
  }
}
