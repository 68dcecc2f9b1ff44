// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;

/**
 * Remembers, over crashes, what was intended and what was signed. Every method has reached the disk
 * when it returns. Intents are never forgotten: a repeated id finds its first outcome.
 */
public interface SubmissionStore {
  /**
   * Keeps an intent, or finds what became of it.
   *
   * @throws AzraException {@code intent.conflict} if the id was used for something else
   */
  Submission intend(Intent intent);

  /**
   * What became of an intent, if it was ever kept; keeps nothing.
   *
   * @throws AzraException {@code intent.conflict} if the id was used for something else
   */
  Optional<Submission> find(Intent intent);

  /**
   * Gives a planned intent its nonce and keeps what {@code signing} makes of it, while nobody else,
   * here or in another process, can choose a nonce for the same key. The nonce is the lowest that
   * is neither used on chain nor given before, so there are no gaps. If it was signed meanwhile,
   * that is returned and nothing signed.
   *
   * @param usedOnChain transactions of the key that are included
   */
  Submission sign(Intent intent, long usedOnChain, LongFunction<Attempt> signing);

  /**
   * Keeps another attempt of the same nonce.
   *
   * @param replaced the newest attempt that the caller knows
   * @return as it is now: without {@code attempt} if someone else was quicker
   */
  Submission raise(Intent intent, Attempt replaced, Attempt attempt);

  /** Notes where it was seen, unless it is final already or not signed any more. */
  void include(Intent intent, Inclusion inclusion, boolean isFinal);

  /** A reorganisation took the inclusion back; says nothing of one that is final. */
  void exclude(Intent intent);

  /**
   * Somebody else's transaction took the nonce, finally: the intent is planned again.
   *
   * @param nonce says nothing of a later signing under another one
   */
  void displace(Intent intent, long nonce);

  /** What a key has signed and is not final yet, by nonce. */
  List<Submission> unsettled(Address key);
}
