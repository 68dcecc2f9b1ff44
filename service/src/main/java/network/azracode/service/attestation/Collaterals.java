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
   * What appraising under this policy rests on now, whatever the platform: a development root, or
   * nothing. Empty for a policy without a document here.
   */
  public Optional<Collateral> current(PolicyId policy) {
    return documents
        .bytes(policy)
        .map(PolicyDocument::parse)
        .map(document ->
            document.developmentRoot().isEmpty() ? Collateral.NONE : developmentCollateral());
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
