// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import network.azracode.sdk.protocol.AzraException;

/**
 * Keeps documents until they run out, and asks once where many ask at a time. A failure is nobody's
 * answer but of those who waited for it. What has run out is never handed out, even if the server
 * cannot be reached: stale collateral affirms nothing.
 */
public final class CachingFetcher implements Fetcher {
  private final Fetcher origin;
  private final DiskCache cache;
  private final InstantSource clock;
  private final ConcurrentMap<URI, CompletableFuture<Fetched>> underWay = new ConcurrentHashMap<>();

  public CachingFetcher(Fetcher origin, DiskCache cache, InstantSource clock) {
    this.origin = origin;
    this.cache = cache;
    this.clock = clock;
  }

  @Override
  public Fetched fetch(URI uri, Expiry expiry) {
    Optional<Fetched> kept = cache.find(uri, clock.instant());
    return kept.orElseGet(() -> coalesced(uri, expiry));
  }

  private Fetched coalesced(URI uri, Expiry expiry) {
    CompletableFuture<Fetched> mine = new CompletableFuture<>();
    CompletableFuture<Fetched> others = underWay.putIfAbsent(uri, mine);
    if (others != null) {
      return await(others);
    }
    try {
      Fetched fetched = keptMeanwhile(uri).orElseGet(() -> fetchAndKeep(uri, expiry));
      mine.complete(fetched);
      return fetched;
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(uri, mine);
    }
  }

  /** Another may have finished between our look and our turn. */
  private Optional<Fetched> keptMeanwhile(URI uri) {
    return cache.find(uri, clock.instant());
  }

  private Fetched fetchAndKeep(URI uri, Expiry expiry) {
    Fetched fetched = origin.fetch(uri, expiry);
    cache.keep(uri, fetched, expiry.of(fetched), clock.instant());
    return fetched;
  }

  private static Fetched await(CompletableFuture<Fetched> others) {
    try {
      return others.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof AzraException refused ? refused : e;
    }
  }
}
