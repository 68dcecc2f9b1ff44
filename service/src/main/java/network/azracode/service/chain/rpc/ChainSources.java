// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import network.azracode.sdk.protocol.Deployment;

/** The configured nodes; one is asked until it fails, then the next. Of one thread. */
public final class ChainSources implements AutoCloseable {
  private final List<ChainSource> sources;
  private final Runnable end;
  private int current;

  private ChainSources(List<? extends Transport> transports, Deployment deployment, Runnable end) {
    this.sources =
        transports.stream().map(transport -> new ChainSource(transport, deployment)).toList();
    this.end = end;
  }

  public ChainSources(List<URI> urls, Deployment deployment) {
    this(urls, deployment, new RpcMeters(new SimpleMeterRegistry()));
  }

  /**
   * @param meters of every request
   */
  public ChainSources(List<URI> urls, Deployment deployment, RpcMeters meters) {
    this(urls, deployment, meters, HttpTransport.ANSWER);
  }

  /**
   * @param patience for a whole answer
   */
  ChainSources(List<URI> urls, Deployment deployment, RpcMeters meters, Duration patience) {
    this(HttpTransport.client(), urls, deployment, meters, patience);
  }

  private ChainSources(
      HttpClient client,
      List<URI> urls,
      Deployment deployment,
      RpcMeters meters,
      Duration patience) {
    this(
        urls.stream()
            .map(url -> new MeteredTransport(new HttpTransport(client, url, patience), url, meters))
            .toList(),
        deployment,
        client::shutdownNow);
  }

  /** Nodes that are reached in ways of the caller's. */
  public static ChainSources over(List<? extends Transport> transports, Deployment deployment) {
    return new ChainSources(transports, deployment, () -> {});
  }

  public int count() {
    return sources.size();
  }

  /**
   * The node to ask now, known to be of our chain.
   *
   * @throws RpcFailure if it cannot be reached or is of another chain
   */
  public ChainSource current() {
    ChainSource source = sources.get(current);
    source.identify();
    return source;
  }

  /**
   * Turns to the next node: this one failed, lied or fell behind.
   *
   * @return whether it is the first one again, as all others had their turn
   */
  public boolean turn() {
    current = (current + 1) % sources.size();
    return current == 0;
  }

  @Override
  public void close() {
    end.run();
  }
}
