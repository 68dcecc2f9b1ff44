// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Tee;
import org.jspecify.annotations.Nullable;

/**
 * Are the documents that we are to judge by readable, is it clear where collateral comes from, and
 * is none for development only?
 */
final class PolicyFolderCheck {
  private final Settings settings;

  PolicyFolderCheck(Settings settings) {
    this.settings = settings;
  }

  void lookInto(Inspection inspection) {
    if (settings.isProduction()) {
      inspection.check("no development collateral", this::requireNoDevelopmentCollateral);
    }
    inspection.check("collateral of vendors", settings.attestation()::requireConsistent);
    Path folder = settings.azra().policies();
    if (folder != null) {
      inspection
          .found("policies in " + folder, () -> documents(folder))
          .ifPresent(files ->
              files.forEach(file -> inspection.check("policy " + file, () -> require(file))));
    }
  }

  private void requireNoDevelopmentCollateral() {
    @Nullable Path folder = settings.attestation().developmentCollateral();
    if (folder != null) {
      throw development(
          "azra.attestation.development-collateral: expected nothing, found " + folder);
    }
  }

  private static List<Path> documents(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new AzraException(
          "policy.unreadable", "azra.policies: expected a readable folder, found " + e, e);
    }
  }

  private void require(Path file) {
    PolicyDocument document = PolicyDocument.parse(bytes(file));
    if (settings.isProduction() && document.tees().contains(Tee.DEVELOPMENT)) {
      throw development("tees: expected hardware, found DEVELOPMENT");
    }
    if (settings.isProduction() && document.debug()) {
      throw development("debug: expected false, found true");
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AzraException("policy.unreadable", "expected a readable file, found " + e, e);
    }
  }

  private static AzraException development(String message) {
    return new AzraException("policy.development", message);
  }
}
