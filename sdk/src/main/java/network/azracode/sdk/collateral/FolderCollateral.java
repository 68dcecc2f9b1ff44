// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.DevelopmentAnchor;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * Collateral from a folder: of a development root where the development TEE keeps it, or of a
 * vendor, for sites with no way out. Reads files of known names and no other: a development folder
 * holds private keys too.
 */
public final class FolderCollateral {
  private static final String ROOT_FILE = "root.pem";
  private static final List<String> DOCUMENTS =
      List.of(
          "tcb_info.json",
          "qe_identity.json",
          "tcb_signing_chain.pem",
          "pck_crl.der",
          "root_ca_crl.der",
          "vek.der",
          "ica.der",
          "ark.der",
          "crl.der",
          "hcl_runtime_data.json");

  private FolderCollateral() {}

  /**
   * Reads whatever documents are there; there need not be any, as with Nitro.
   *
   * @throws AzraException {@code collateral.missing} when there is no such folder, {@code
   *     collateral.malformed}
   */
  public static Collateral read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new AzraException("collateral.missing", "expected a folder, found none at " + folder);
    }
    Map<String, Octets> documents = new HashMap<>();
    for (String name : DOCUMENTS) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        documents.put(name, Octets.of(bytes(file)));
      }
    }
    Path root = folder.resolve(ROOT_FILE);
    if (Files.isRegularFile(root)) {
      documents.put(DevelopmentAnchor.ROOT_DOCUMENT, Octets.of(root(root)));
    }
    return new Collateral(documents);
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(Collateral.MAX_LENGTH + 1);
      if (bytes.length > Collateral.MAX_LENGTH) {
        throw new AzraException(
            "collateral.malformed",
            "%s: expected at most %d bytes, found more".formatted(file, Collateral.MAX_LENGTH));
      }
      return bytes;
    } catch (IOException e) {
      throw new AzraException("collateral.missing", "expected a readable file at " + file, e);
    }
  }

  private static byte[] root(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(pem).getEncoded();
    } catch (IOException | CertificateException e) {
      throw new AzraException(
          "collateral.missing", "expected a root certificate as PEM at " + file, e);
    }
  }
}
