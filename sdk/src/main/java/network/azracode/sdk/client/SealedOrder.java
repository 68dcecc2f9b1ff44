// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.net.URI;
import network.azracode.sdk.ledger.HttpAddress;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Octets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sealed job as a file: everything that somebody else needs to open it in escrow, and to bring it
 * to its node. JSON; docs/cli.md says what each field means.
 *
 * @param version 1
 * @param jobId the digest of the terms, for readers that cannot compute it
 * @param signature the client's over the terms, for {@code openFor}; empty for a job that its
 *     client opens
 * @param envelope in base64; empty once its result has come
 */
public record SealedOrder(
    int version,
    long chainId,
    Bytes32 genesisHash,
    Address settlement,
    JobId jobId,
    JobTerms terms,
    Octets signature,
    String endpoint,
    Bytes32 tlsFingerprint,
    byte[] envelope) {
  /** Longest file; the largest envelope has 2 MiB. */
  public static final int MAX_BYTES = 4 << 20;

  private static final int VERSION = 1;
  private static final JsonMapper MAPPER = Json.strict(MAX_BYTES, MAX_BYTES, 4);

  /** Of a job that its client opens, or has still to sign. */
  public static SealedOrder of(OpenedJob job, Deployment deployment) {
    return of(job, deployment, Octets.of(new byte[0]));
  }

  static SealedOrder of(OpenedJob job, Deployment deployment, Octets signature) {
    return new SealedOrder(
        VERSION,
        deployment.chainId(),
        deployment.genesisHash(),
        deployment.settlement(),
        job.id(),
        job.terms(),
        signature,
        job.endpoint().toString(),
        job.tlsFingerprint(),
        job.envelope());
  }

  /**
   * Reads a file.
   *
   * @throws AzraException {@code order.malformed}
   */
  public static SealedOrder parse(byte[] json) {
    SealedOrder read;
    try {
      read = MAPPER.readValue(json, SealedOrder.class);
    } catch (JacksonException e) {
      throw malformed("a job order of version 1; " + e.getOriginalMessage());
    }
    if (read.version != VERSION) {
      throw malformed("version %d, found %d".formatted(VERSION, read.version));
    }
    return read;
  }

  public byte[] encode() {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
  }

  /**
   * The job, if it belongs to these contracts.
   *
   * @throws AzraException {@code order.chain}, {@code order.job}, {@code order.malformed}
   */
  public OpenedJob job(Deployment deployment) {
    requireSame("chainId", deployment.chainId(), chainId);
    requireSame("genesisHash", deployment.genesisHash(), genesisHash);
    requireSame("settlement", deployment.settlement(), settlement);
    JobId id = terms.id(deployment.settlementDomain());
    if (!id.equals(jobId)) {
      throw new AzraException(
          "order.job",
          "jobId: expected %s, the digest of the terms, found %s".formatted(id, jobId));
    }
    return new OpenedJob(id, terms, envelope, uri(), tlsFingerprint);
  }

  /**
   * The same with its client's signature, which was made elsewhere.
   *
   * @param clientSignature over the job's id: of a key, or whatever the client's ERC-1271 takes
   */
  public SealedOrder signed(Octets clientSignature) {
    return with(clientSignature, envelope);
  }

  /** The same without its envelope, which nobody needs once the result has come. */
  public SealedOrder delivered() {
    return with(signature, new byte[0]);
  }

  private SealedOrder with(Octets newSignature, byte[] newEnvelope) {
    return new SealedOrder(
        version,
        chainId,
        genesisHash,
        settlement,
        jobId,
        terms,
        newSignature,
        endpoint,
        tlsFingerprint,
        newEnvelope);
  }

  private URI uri() {
    return HttpAddress.parse("order.malformed", endpoint);
  }

  private static void requireSame(String field, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new AzraException(
          "order.chain", "%s: expected %s, found %s".formatted(field, expected, found));
    }
  }

  private static AzraException malformed(String expected) {
    return new AzraException("order.malformed", "order: expected " + expected);
  }
}
