// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * What keeps this process's memory where it is. All of it is locked, not chosen arrays only:
 * libraries copy plaintext to wherever they please.
 *
 * @param locked never swapped, to disk or elsewhere
 * @param undumpable no core dumps, and no debugger of another user without privileges
 * @param detached in a session of its own: a terminal's Ctrl-C does not reach it
 */
public record Protection(boolean locked, boolean undumpable, boolean detached) {
  /** Of an enclave that runs in somebody else's process. */
  static final Protection NONE = new Protection(false, false, false);

  private static final int PR_SET_DUMPABLE = 4;
  private static final int RLIMIT_CORE = 4;

  /** Present, future, and only what has been touched: reserved heap is not filled. */
  private static final int MCL_CURRENT_FUTURE_ONFAULT = 1 | 2 | 4;

  /** Asks Linux for all three; on other systems none holds. */
  static Protection apply() {
    try (var arena = Arena.ofConfined()) {
      boolean undumpable = noCoreFile(arena) & call("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0);
      boolean locked = call("mlockall", MCL_CURRENT_FUTURE_ONFAULT);
      return new Protection(locked, undumpable, session());
    }
  }

  private static boolean noCoreFile(Arena arena) {
    MemorySegment none = arena.allocate(MemoryLayout.sequenceLayout(2, JAVA_LONG));
    var descriptor = FunctionDescriptor.of(JAVA_INT, JAVA_INT, ValueLayout.ADDRESS);
    return succeeds("setrlimit", descriptor, RLIMIT_CORE, none);
  }

  /**
   * A process group's leader cannot leave it; then it is detached already, or a shell's own job.
   */
  private static boolean session() {
    return succeeds("setsid", FunctionDescriptor.of(JAVA_INT));
  }

  private static boolean call(String name, int first, long... more) {
    Object[] arguments = new Object[1 + more.length];
    arguments[0] = first;
    MemoryLayout[] layouts = new MemoryLayout[arguments.length];
    layouts[0] = JAVA_INT;
    for (int i = 0; i < more.length; i++) {
      arguments[i + 1] = more[i];
      layouts[i + 1] = JAVA_LONG;
    }
    return succeeds(name, FunctionDescriptor.of(JAVA_INT, layouts), arguments);
  }

  private static boolean succeeds(String name, FunctionDescriptor descriptor, Object... arguments) {
    Linker linker = Linker.nativeLinker();
    var symbol = linker.defaultLookup().find(name);
    if (symbol.isEmpty()) {
      return false;
    }
    MethodHandle function =
        name.equals("prctl")
            ? linker.downcallHandle(symbol.get(), descriptor, Linker.Option.firstVariadicArg(1))
            : linker.downcallHandle(symbol.get(), descriptor);
    try {
      return (int) function.invokeWithArguments(arguments) >= 0;
    } catch (Throwable e) {
      throw new IllegalStateException("expected to call " + name, e);
    }
  }
}
