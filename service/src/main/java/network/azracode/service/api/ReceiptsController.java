// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import network.azracode.service.attestation.ReceiptBook;
import network.azracode.service.attestation.ReceiptPosting;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where whoever holds a receipt can show it. */
@RestController
@Tag(name = "attestation")
class ReceiptsController {
  private final ReceiptBook receipts;

  ReceiptsController(ReceiptBook receipts) {
    this.receipts = receipts;
  }

  /**
   * Shows a receipt. Two different ones for one job, by one key, are proven on chain.
   *
   * <p>Signed by the enclave key that the terms name, which the registry must know.
   */
  @PostMapping(path = "/receipts", consumes = MediaType.APPLICATION_JSON_VALUE)
  ReceiptBook.Seen post(@RequestBody ReceiptPosting posting) {
    return receipts.post(posting);
  }
}
