// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.client.CheckedResult;
import network.azracode.sdk.enclave.JobResult;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * A job that has come home. In JSON amounts are base units of the token, as decimal strings.
 *
 * @param hex the result's bytes as 0x hex; absent where they went to a file
 * @param text the same, if it is text
 * @param price what the receipt is worth, of at most {@code maxPrice}
 * @param receiptFile where the receipt is kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ResultAnswer(
    NodeId nodeId,
    JobResult.Status status,
    @Nullable String hex,
    @Nullable String text,
    Receipt receipt,
    String price,
    String maxPrice,
    String receiptFile) {

  static ResultAnswer of(CheckedResult checked, JobTerms terms, Path receiptFile) {
    BigInteger units = new BigInteger(Long.toUnsignedString(checked.receipt().computeUnits()));
    byte[] output = checked.result().output();
    return new ResultAnswer(
        terms.nodeId(),
        checked.result().status(),
        Hex.encode(output),
        text(output).orElse(null),
        checked.receipt(),
        terms.unitPrice().multiply(units).min(terms.maxPrice()).toString(),
        terms.maxPrice().toString(),
        receiptFile.toString());
  }

  ResultAnswer withoutOutput() {
    return new ResultAnswer(nodeId, status, null, null, receipt, price, maxPrice, receiptFile);
  }

  /** For a person: text as it is, anything else in hex. */
  @JsonIgnore
  String output() {
    return text == null ? String.valueOf(hex) : text;
  }

  @JsonIgnore
  List<String> receiptLines() {
    return List.of(
        "receipt: job %s, %d units, signed by the enclave"
            .formatted(receipt.jobId(), receipt.computeUnits()),
        "receipt: started %s, finished %s, wiped %s"
            .formatted(
                time(receipt.startedAt()), time(receipt.finishedAt()), time(receipt.wipedAt())),
        "receipt: kept in " + receiptFile + "; verify it with 'azra receipt verify'");
  }

  private static Instant time(long seconds) {
    return Instant.ofEpochSecond(seconds);
  }

  /** What moves a terminal's cursor is not text. */
  private static Optional<String> text(byte[] output) {
    try {
      String decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(output)).toString();
      return decoded.chars().anyMatch(ResultAnswer::isControl)
          ? Optional.empty()
          : Optional.of(decoded);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean isControl(int character) {
    return Character.isISOControl(character) && character != '\n' && character != '\t';
  }
}
