// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.bytebuddy.asm.Advice;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.range.Blocks;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.rpc.Receipt;
import network.azracode.service.chain.store.LedgerWriter;
import network.azracode.service.chain.store.Marks;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Mistakes that one could make, to be woven into a method of production. */
@SuppressWarnings({"unused", "ParameterReassigned", "UnusedVariable"})
final class Mistakes {
  private Mistakes() {}

  /** The answer is always no. */
  static final class No {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean answer) {
      answer = false;
    }
  }

  /** The answer is always yes. */
  static final class Yes {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean answer) {
      answer = true;
    }
  }

  /** Nothing is done at all. */
  static final class Skipped {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }
  }

  /** A number, the first argument, is one too low. */
  static final class OneLower {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) long number) {
      number = number - 1;
    }
  }

  /** A number, the first argument, is one too high. */
  static final class OneHigher {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) long number) {
      number = number + 1;
    }
  }

  /** Whatever the node has, our own block at that number is taken for common. */
  static final class OwnTip {
    @Advice.OnMethodExit
    static void exit(
        @Advice.Argument(1) long highest,
        @Advice.FieldValue("ledger") LedgerWriter ledger,
        @Advice.Return(readOnly = false) Optional<BlockReference> fork) {
      fork = ledger.downFrom(highest, 1).stream().findFirst();
    }
  }

  /** A mark says a number and not of which block. */
  static final class WithoutHash {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) Marks.Mark mark) {
      mark = new Marks.Mark(mark.number(), Optional.empty());
    }
  }

  /** A mark is never one of a block that is held. */
  static final class Nothing {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) Optional<Long> held) {
      held = Optional.empty();
    }
  }

  /** The last of several is left out. */
  static final class WithoutLast {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) List<ChainLog> logs) {
      if (logs.size() > 1) {
        logs = logs.subList(0, logs.size() - 1);
      }
    }
  }

  /** Whoever spoke, it is taken for one of ours. */
  static final class OfAnyone {
    @Advice.OnMethodExit
    static void exit(
        @Advice.Argument(1) List<Receipt> receipts,
        @Advice.Return(readOnly = false) List<ChainLog> logs) {
      logs = receipts.stream().map(Receipt::logs).flatMap(List::stream).toList();
    }
  }

  /** Whatever receipts are told, the header is taken to commit to them. */
  static final class AnyRoot {
    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(value = 0, readOnly = false) Header header,
        @Advice.Argument(1) List<Receipt> receipts) {
      header =
          new Header(
              header.number(),
              header.hash(),
              header.parentHash(),
              header.time(),
              header.bloom(),
              Blocks.root(receipts));
    }
  }

  /** Blooms are believed, whatever the operator asks for. */
  static final class BloomOnly {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) LogProof proof) {
      proof = LogProof.BLOOM;
    }
  }

  /** What should be one transaction is two. */
  static final class Committed {
    @Advice.OnMethodExit
    static void exit(@Advice.FieldValue("jdbc") JdbcTemplate jdbc) throws SQLException {
      DataSourceUtils.getConnection(Objects.requireNonNull(jdbc.getDataSource())).commit();
    }
  }
}
