// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import network.azracode.service.attestation.ReceiptBook;
import network.azracode.service.attestation.ReceiptPosting;
import network.azracode.service.attestation.SessionReceiptPosting;
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
   * Shows a receipt. Two different ones for one job, by one key, are proven on chain; so is one
   * that differs from what settled the job.
   *
   * <p>Signed by the enclave key that the terms name, which the registry must know.
   */
  @PostMapping(path = "/receipts", consumes = MediaType.APPLICATION_JSON_VALUE)
  ReceiptBook.Seen post(@RequestBody ReceiptPosting posting) {
    return receipts.post(posting);
  }

  /**
   * Shows a receipt for a job of a session. Two different ones of one key for one place are proven
   * on chain.
   *
   * <p>Signed by an enclave key of the session's node, which the registry must know.
   */
  @PostMapping(path = "/receipts/sessions", consumes = MediaType.APPLICATION_JSON_VALUE)
  ReceiptBook.Seen postOfSession(@RequestBody SessionReceiptPosting posting) {
    return receipts.post(posting);
  }
}
