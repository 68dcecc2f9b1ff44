// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.collateral.CachingFetcher;
import network.azracode.sdk.collateral.DiskCache;
import network.azracode.sdk.collateral.FetchTerms;
import network.azracode.sdk.collateral.Fetcher;
import network.azracode.sdk.collateral.FolderCollateral;
import network.azracode.sdk.collateral.HttpFetcher;
import network.azracode.sdk.collateral.KdsClient;
import network.azracode.sdk.collateral.PcsClient;
import network.azracode.sdk.collateral.VendorServices;
import network.azracode.sdk.evidence.Evidence;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What vendors say of a platform, as far as the configuration says whom to ask. */
@Component
class VendorCollateral {
  /** An operator waits for the answer: it comes soon, or says that the vendor is busy. */
  private static final FetchTerms TERMS =
      new FetchTerms(
          Duration.ofSeconds(10), 131_072, 3, Duration.ofSeconds(1), Duration.ofSeconds(10));

  private final @Nullable Path folder;
  private final @Nullable VendorServices services;

  /**
   * @throws AzraException {@code collateral.options}
   */
  @Autowired
  VendorCollateral(AttestationProperties properties) {
    this(properties, InstantSource.system());
  }

  /**
   * @param clock by which fetched documents run out; whether they are current where they are used,
   *     the chain's time decides
   */
  VendorCollateral(AttestationProperties properties, InstantSource clock) {
    properties.requireConsistent();
    this.folder = properties.vendorCollateral();
    this.services = properties.asksServices() ? services(properties, clock) : null;
  }

  private static VendorServices services(AttestationProperties properties, InstantSource clock) {
    Fetcher fetcher =
        new CachingFetcher(
            new HttpFetcher(TERMS, clock, Thread::sleep),
            new DiskCache(requireNonNull(properties.collateralCache())),
            clock);
    return new VendorServices(
        properties.pcs() == null
            ? null
            : new PcsClient(properties.pcs(), requireNonNull(properties.rootCrl()), fetcher),
        properties.kds() == null ? null : new KdsClient(properties.kds(), fetcher));
  }

  /**
   * All that this evidence needs beside it; nothing where nobody is to be asked.
   *
   * @throws AzraException {@code collateral.*}, also where the vendor does not know the platform
   */
  Collateral of(Evidence evidence) {
    if (evidence instanceof NitroDocument) {
      return Collateral.NONE;
    }
    if (folder != null) {
      return FolderCollateral.read(folder);
    }
    return services == null ? Collateral.NONE : fetched(services, evidence);
  }

  private static Collateral fetched(VendorServices services, Evidence evidence) {
    try {
      return services.collateral(evidence);
    } catch (AzraException e) {
      if (e.code().equals("collateral.unknown")) {
        throw new AzraException("collateral.missing", String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }
}
