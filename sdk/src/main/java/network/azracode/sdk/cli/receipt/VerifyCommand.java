// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.cli.InputFile;
import network.azracode.sdk.cli.options.ChainOptions;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.TokenAmounts;
import network.azracode.sdk.client.ReceiptCheck;
import network.azracode.sdk.client.ReceiptFile;
import network.azracode.sdk.ledger.JobHistory;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code azra receipt verify}. */
@Command(
    name = "verify",
    description = {
      "Verify a receipt: the enclave's signature, that its key was attested when the job was"
          + " opened, and what was settled for it on chain.",
      "Exits 0 only if all of it holds, 2 if something does not; a job that is not settled yet"
          + " holds, and is said so."
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "As 'azra job run' wrote it.")
  @SuppressWarnings("NullAway.Init") // required
  private Path file;

  @Mixin private final ChainOptions chain = new ChainOptions();

  /**
   * @param refusal why it does not hold; absent if it does
   * @param openedBlock and everything after it is absent if it does not
   * @param paid token base units; absent while it is not settled
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      boolean valid,
      JobId jobId,
      NodeId nodeId,
      @Nullable Refusal refusal,
      @Nullable Address signer,
      @Nullable Long openedBlock,
      @Nullable PolicyId policy,
      @Nullable Boolean settled,
      @Nullable String paid,
      @Nullable Long settledBlock,
      @Nullable Bytes32 transactionHash) {

    record Refusal(String code, String message) {}

    static Answer refused(ReceiptFile file, AzraException why) {
      return new Answer(
          false,
          file.receipt().jobId(),
          file.terms().nodeId(),
          new Refusal(why.code(), String.valueOf(why.getMessage())),
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }

    static Answer valid(ReceiptFile file, ReceiptCheck.Finding found) {
      JobHistory.Settled settled = found.settlement().orElse(null);
      return new Answer(
          true,
          found.jobId(),
          file.terms().nodeId(),
          null,
          found.signer(),
          found.openedBlock(),
          found.policy(),
          settled != null,
          settled == null ? null : settled.payment().toString(),
          settled == null ? null : settled.block(),
          settled == null ? null : settled.transactionHash());
    }
  }

  @Override
  public Integer call() {
    ReceiptFile receipt = InputFile.parse(file, ReceiptFile.MAX_BYTES, ReceiptFile::parse);
    try (Contracts contracts = chain.connect()) {
      ReceiptCheck.Finding found =
          new ReceiptCheck(contracts.chain(), contracts.deployment()).verify(receipt);
      Answer answer = Answer.valid(receipt, found);
      TokenAmounts amounts = contracts.amounts();
      Azra.outputOf(spec).print(answer, () -> text(receipt, found, amounts));
      return ExitCode.DONE;
    } catch (AzraException e) {
      if (!ReceiptCheck.isVerdict(e)) {
        throw e;
      }
      Answer answer = Answer.refused(receipt, e);
      Azra.outputOf(spec)
          .print(answer, () -> "NOT VALID: %s [%s]".formatted(e.getMessage(), e.code()));
      return ExitCode.REFUTED;
    }
  }

  private static String text(ReceiptFile file, ReceiptCheck.Finding found, TokenAmounts amounts) {
    return """
    VALID: receipt of job %s on node %s
      signature  by the enclave's key %s
      attested   under policy %s when the job was opened, in block %d, until %s
      work       %d units, finished %s, wiped %s
      settled    %s\
    """
        .formatted(
            found.jobId(),
            file.terms().nodeId(),
            found.signer(),
            found.policy(),
            found.openedBlock(),
            Instant.ofEpochSecond(found.attestedUntil()),
            file.receipt().computeUnits(),
            Instant.ofEpochSecond(file.receipt().finishedAt()),
            Instant.ofEpochSecond(file.receipt().wipedAt()),
            found
                .settlement()
                .map(paid ->
                    "%s paid, %s back, in block %d, transaction %s"
                        .formatted(
                            amounts.text(paid.payment()),
                            amounts.text(paid.refund()),
                            paid.block(),
                            paid.transactionHash()))
                .orElse("not yet"));
  }
}
