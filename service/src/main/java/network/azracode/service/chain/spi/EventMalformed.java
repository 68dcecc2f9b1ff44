// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

/** A log with the topic of a known event that does not have that event's shape. */
public final class EventMalformed extends Exception {
  private static final long serialVersionUID = 1L;

  public EventMalformed(String message) {
    super(message);
  }
}
