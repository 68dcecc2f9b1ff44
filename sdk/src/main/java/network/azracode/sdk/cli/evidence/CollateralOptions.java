// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.evidence;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.Unreadable;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where collateral comes from: a folder, or services that the caller names. */
final class CollateralOptions {
  @Option(
      names = "--collateral",
      paramLabel = "DIR",
      description = "Folder with what the vendor says: tcb_info.json, vek.der and so on.")
  private @Nullable Path folder;

  @Option(
      names = "--pcs",
      paramLabel = "URL",
      description = "Ask Intel's certification service here, or a caching service.")
  private @Nullable URI pcs;

  @Option(
      names = "--root-crl",
      paramLabel = "URL",
      description = "Intel's list of its root's revocations; needed with --pcs.")
  private @Nullable URI rootCrl;

  @Option(
      names = "--kds",
      paramLabel = "URL",
      description = "Ask AMD's key distribution service here, or a mirror of it.")
  private @Nullable URI kds;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where fetched documents are kept until they run out (~/.azra/collateral).")
  private @Nullable Path cache;

  /**
   * The collateral of evidence; empty where nobody was named to ask.
   *
   * @param command that asks, in whose home is kept what has no folder of its own
   * @param at what has run out by then is not used
   */
  Collateral of(CommandSpec command, Evidence evidence, Instant at) {
    boolean services = pcs != null || rootCrl != null || kds != null;
    if (folder != null && services) {
      throw new Unreadable(
          "collateral.options", "expected a folder of collateral or services to ask, found both");
    }
    if (folder != null) {
      // whoever mistypes a folder's name learns nothing about the evidence
      if (!Files.isDirectory(folder)) {
        throw new Unreadable("collateral.missing", "expected a folder, found none at " + folder);
      }
      return FolderCollateral.read(folder);
    }
    return services ? fetched(command, evidence, () -> at) : Collateral.NONE;
  }

  private Collateral fetched(CommandSpec command, Evidence evidence, InstantSource clock) {
    if ((pcs == null) != (rootCrl == null)) {
      throw new Unreadable(
          "collateral.options", "expected --pcs and --root-crl together, found one of them");
    }
    Path kept = cache == null ? Azra.homeOf(command).folder("collateral") : cache;
    Fetcher fetcher =
        new CachingFetcher(
            new HttpFetcher(FetchTerms.DEFAULT, clock, Thread::sleep), new DiskCache(kept), clock);
    return new VendorServices(
            pcs == null || rootCrl == null ? null : new PcsClient(pcs, rootCrl, fetcher),
            kds == null ? null : new KdsClient(kds, fetcher))
        .collateral(evidence);
  }
}
