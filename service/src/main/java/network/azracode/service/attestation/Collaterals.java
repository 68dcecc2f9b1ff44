// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.collateral.FolderCollateral;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.PolicyId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What authorities say beside evidence: now, and behind every appraisal made so far. */
@Component
public class Collaterals {
  private final @Nullable Path developmentFolder;
  private final VendorCollateral vendors;
  private final PolicyDocuments documents;
  private final JdbcClient jdbc;

  Collaterals(
      AttestationProperties properties,
      VendorCollateral vendors,
      PolicyDocuments documents,
      JdbcClient jdbc) {
    this.developmentFolder = properties.developmentCollateral();
    this.vendors = vendors;
    this.documents = documents;
    this.jdbc = jdbc;
  }

  /**
   * What appraising under this policy rests on: a development root now, or what a vendor said of
   * the platform when this evidence was last appraised. Empty for a policy without a document here.
   *
   * @param evidenceHash of a package, if one is in view; without collateral where it was not
   *     appraised here
   */
  public Optional<Collateral> under(PolicyId policy, Optional<Bytes32> evidenceHash) {
    return documents
        .bytes(policy)
        .map(PolicyDocument::parse)
        .map(document ->
            document.developmentRoot().isPresent()
                ? developmentCollateral()
                : evidenceHash.flatMap(this::lastAppraised).orElse(Collateral.NONE));
  }

  private Optional<Collateral> lastAppraised(Bytes32 evidenceHash) {
    return jdbc.sql(
            """
            SELECT collateral_digest FROM appraisals WHERE evidence_hash = ?
            ORDER BY appraisal_id DESC LIMIT 1\
            """)
        .param(evidenceHash.toByteArray())
        .query((row, index) -> Bytes32.of(row.getBytes(1)))
        .optional()
        .flatMap(this::find);
  }

  /**
   * What appraising this package under this policy rests on now.
   *
   * @throws AzraException {@code collateral.*}; {@code evidence.*} where it does not say whose it
   *     is
   */
  Collateral current(PolicyDocument policy, EvidencePackage evidence) {
    return policy.developmentRoot().isEmpty()
        ? vendors.of(evidence.parsed())
        : developmentCollateral();
  }

  private Collateral developmentCollateral() {
    if (developmentFolder == null) {
      throw new AzraException(
          "collateral.missing",
          "policy rests on a development root: expected azra.attestation.development-collateral,"
              + " found nothing");
    }
    return FolderCollateral.read(developmentFolder);
  }

  /** What an earlier appraisal rested on. */
  public Optional<Collateral> find(Bytes32 digest) {
    if (digest.equals(Collateral.NONE.digest())) {
      return Optional.of(Collateral.NONE);
    }
    Map<String, Octets> kept =
        jdbc
            .sql("SELECT name, document FROM collateral_documents WHERE collateral_digest = ?")
            .param(digest.toByteArray())
            .query((row, index) -> Map.entry(row.getString(1), Octets.of(row.getBytes(2))))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return kept.isEmpty() ? Optional.empty() : Optional.of(new Collateral(kept));
  }

  void keep(Collateral collateral) {
    collateral
        .documents()
        .forEach((name, document) ->
            jdbc.sql("INSERT INTO collateral_documents VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .params(collateral.digest().toByteArray(), name, document.toByteArray())
                .update());
  }
}
