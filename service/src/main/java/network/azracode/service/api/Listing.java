// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import java.util.List;
import java.util.function.Function;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.AsOf;
import network.azracode.service.chain.spi.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * One page of a list.
 *
 * @param asOf the block that it speaks of
 * @param next cursor of the following page, to be passed as {@code after}; null at the end
 */
record Listing<T>(AsOf asOf, List<T> items, @Nullable String next) {

  static <S, K, T> Listing<T> of(Answer<Page<S, K>> answer, Function<? super S, T> item) {
    return new Listing<>(
        answer.asOf(),
        answer.value().items().stream().map(item).toList(),
        answer.value().next().map(Object::toString).orElse(null));
  }

  /**
   * For lists that depend on nothing but the chain: unchanged until the head or its finality is, or
   * a rebuild ends.
   */
  ResponseEntity<Listing<T>> tagged() {
    return ResponseEntity.ok().eTag(Found.tag(asOf)).body(this);
  }
}
