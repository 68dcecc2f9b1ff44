// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * A node did not answer, refused, or said something that is no answer. Providers word the same
 * refusal in many ways, so nothing is read into the text, and it is told as one short line.
 */
public final class RpcFailure extends AzraException {
  private static final long serialVersionUID = 1L;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration USUAL_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofSeconds(60);

  /** Of a message, much of which may be a node's own words. */
  private static final int MOST_CHARACTERS = 400;

  private final Duration rest;
  private final boolean late;

  RpcFailure(String code, String message, @Nullable Throwable cause) {
    this(code, message, cause, Duration.ZERO, false);
  }

  private RpcFailure(
      String code, String message, @Nullable Throwable cause, Duration rest, boolean late) {
    super(code, OneLine.of(message, MOST_CHARACTERS), cause);
    this.rest = rest;
    this.late = late;
  }

  /** How long the node wants to be left alone; zero unless it said so. */
  public Duration rest() {
    return rest;
  }

  /** Whether the node would answer this very question later: to ask for less does not help. */
  public boolean isLimited() {
    return !rest.isZero();
  }

  /** Whether no answer came in all the time there was: another node may be faster. */
  public boolean isLate() {
    return late;
  }

  /**
   * Whether to turn to another node: to ask this one in another way, or for less, either does not
   * help or may take as long again.
   *
   * @param alone whether there is none: then only one that counts requests is left alone
   */
  public boolean isForAnother(boolean alone) {
    return isLimited() || isLate() && !alone;
  }

  /** Whether a single call in its place may be answered. */
  boolean isBatchRefused() {
    return code().equals("rpc.batch-refused") || code().equals("rpc.too-large");
  }

  /** Too many questions in this time. A date is not believed, as clocks differ. */
  static RpcFailure limited(Optional<String> retryAfter) {
    Duration asked =
        retryAfter
            .filter(text -> text.matches("[0-9]{1,5}"))
            .map(text -> Duration.ofSeconds(Integer.parseInt(text)))
            .orElse(USUAL_REST);
    Duration rest = asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked;
    return new RpcFailure(
        "rpc.limited",
        "expected an answer, found 429, a limit of requests; next try in %d s"
            .formatted(Math.max(1, rest.toSeconds())),
        null,
        rest.isZero() ? USUAL_REST : rest,
        false);
  }

  static RpcFailure tooLarge(String message) {
    return new RpcFailure("rpc.too-large", message, null);
  }

  static RpcFailure batchRefused(String message) {
    return new RpcFailure("rpc.batch-refused", message, null);
  }

  static RpcFailure unreachable(String message, @Nullable Throwable cause) {
    return new RpcFailure("rpc.unreachable", message, cause);
  }

  /** No answer came, or not all of it; whether time was up is told by what the network says. */
  static RpcFailure unanswered(@Nullable Throwable network, Throwable cause) {
    String message = "expected an answer, found " + network;
    return network instanceof HttpTimeoutException
        ? late(message, cause)
        : unreachable(message, cause);
  }

  static RpcFailure late(String message, @Nullable Throwable cause) {
    return new RpcFailure("rpc.unreachable", message, cause, Duration.ZERO, true);
  }

  static RpcFailure refused(long code, String reason) {
    if (code == TOO_MANY_REQUESTS) {
      return limited(Optional.empty());
    }
    return new RpcFailure(
        "rpc.refused", "expected a result, found error %d: %s".formatted(code, reason), null);
  }

  static RpcFailure malformed(String message, @Nullable Throwable cause) {
    return new RpcFailure("rpc.malformed", message, cause);
  }

  /** A node that has a later block has this one too; its silence says nothing about the chain. */
  public static RpcFailure headerMissing(long number, long latest) {
    return malformed(
        "expected a header at %d, as the latest is %d, found none".formatted(number, latest), null);
  }

  /** Any chain has one. */
  public static RpcFailure latestMissing() {
    return malformed("expected a header as the latest, found none", null);
  }

  static RpcFailure foreign(String message) {
    return new RpcFailure("rpc.foreign", message, null);
  }
}
