// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import network.azracode.sdk.ledger.sending.Intent;
import network.azracode.sdk.ledger.sending.SubmissionStore;
import network.azracode.sdk.ledger.sending.SubmissionStoreContract;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Octets;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The contract of stores on a real database, and what the tables themselves refuse. */
class PostgresSubmissionStoreTest extends SubmissionStoreContract {
  private static final Intent INTENT =
      new Intent("i", Address.ZERO, Optional.empty(), Octets.of("0x01"));

  private MigratedDatabase database;

  @BeforeEach
  void migrate() {
    database = MigratedDatabase.create();
  }

  /** Another process: nothing is shared but the database. */
  @Override
  protected SubmissionStore reopened() {
    return new PostgresSubmissionStore(
        new SubmissionTables(database.jdbc()), new JdbcTransactionManager(database.dataSource()));
  }

  /** [T-2] */
  @Test
  void aStepIsKeptEvenIfTheCallersTransactionFails() {
    var caller = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    caller.executeWithoutResult(status -> {
      reopened().intend(INTENT);
      status.setRollbackOnly();
    });
    assertThat(database.jdbc().sql("SELECT intent_id FROM submissions").query(String.class).list())
        .containsExactly("i");
  }

  /** [T-11] */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE submissions SET data = '\\x02'",
        "DELETE FROM submission_nonces",
        "DELETE FROM submission_attempts",
        "UPDATE submission_attempts SET signed = '\\x02'",
        "INSERT INTO submission_nonces (key, nonce, intent_id)"
            + " SELECT key, nonce - 1, intent_id FROM submission_nonces",
        "INSERT INTO submission_nonces (key, nonce, intent_id)"
            + " SELECT key, nonce + 1, intent_id FROM submission_nonces",
        "UPDATE submission_nonces SET final = true",
        "UPDATE submission_nonces SET transaction_hash = decode(repeat('00', 32), 'hex'),"
            + " block = 1, block_hash = decode(repeat('00', 32), 'hex'), succeeded = true"
      })
  void theTablesRefuse(String statement) {
    lateNewsOfAnOldNonceDoesNotTouchTheNewSignature();
    assertThatThrownBy(() -> database.jdbc().sql(statement).update())
        .isInstanceOf(DataAccessException.class);
  }

  /** [T-11] */
  @Test
  void whatIsFinalCannotBeUndoneInTheTablesEither() {
    whatIsFinalStays();
    assertThat(
            database.jdbc().sql("SELECT final FROM submission_nonces").query(Boolean.class).list())
        .containsExactly(true);
    assertThatThrownBy(
            () -> database.jdbc().sql("UPDATE submission_nonces SET final = false").update())
        .hasMessageContaining("append-only");
  }
}
