// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Receipt;
import tools.jackson.core.JacksonException;

/**
 * A receipt as a file that anybody can verify: beside it the terms that it answers, and which
 * contracts it is about. JSON; docs/cli.md says what each field means.
 *
 * @param version 1
 * @param signature the enclave's over a batch of this one receipt
 */
public record ReceiptFile(
    int version,
    long chainId,
    Bytes32 genesisHash,
    Address settlement,
    JobTerms terms,
    Receipt receipt,
    CompactSignature signature) {
  /** Longest file. */
  public static final int MAX_BYTES = 16_384;

  private static final int VERSION = 1;

  public static ReceiptFile of(CheckedResult result, JobTerms terms, Deployment deployment) {
    return new ReceiptFile(
        VERSION,
        deployment.chainId(),
        deployment.genesisHash(),
        deployment.settlement(),
        terms,
        result.receipt(),
        result.signature());
  }

  /**
   * Reads a file; believes nothing of it.
   *
   * @throws AzraException {@code receipt.malformed}
   */
  public static ReceiptFile parse(byte[] json) {
    ReceiptFile read;
    try {
      read = Json.MAPPER.readValue(json, ReceiptFile.class);
    } catch (JacksonException e) {
      throw malformed("a receipt file; " + e.getOriginalMessage());
    }
    if (read.version != VERSION) {
      throw malformed("version %d, found %d".formatted(VERSION, read.version));
    }
    return read;
  }

  public byte[] encode() {
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
  }

  private static AzraException malformed(String expected) {
    return new AzraException("receipt.malformed", "receipt: expected " + expected);
  }
}
