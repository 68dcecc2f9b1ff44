// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave.nsm;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * Linux's driver of the module (include/uapi/linux/nsm.h): one ioctl takes the addresses and
 * lengths of request and response, and writes back how long the response is. Not run on hardware.
 */
public final class LinuxNsm implements NsmDevice {
  /** Where Linux puts it. */
  public static final Path DEVICE = Path.of("/dev/nsm");

  private static final StructLayout MESSAGE =
      MemoryLayout.structLayout(
          ValueLayout.JAVA_LONG.withName("requestAddress"),
          ValueLayout.JAVA_LONG.withName("requestLength"),
          ValueLayout.JAVA_LONG.withName("responseAddress"),
          ValueLayout.JAVA_LONG.withName("responseLength"));

  /** {@code _IOWR(0x0A, 0, struct nsm_raw)}: both ways, 32 bytes, magic 0x0A, number 0. */
  private static final long EXCHANGE = 3L << 30 | MESSAGE.byteSize() << 16 | 0x0A << 8;

  private static final int READ_WRITE_CLOSE_ON_EXEC = 0x80002;
  private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final AddressLayout POINTER = ValueLayout.ADDRESS;
  private static final MethodHandle OPEN =
      handle("open", FunctionDescriptor.of(ValueLayout.JAVA_INT, POINTER, ValueLayout.JAVA_INT));
  private static final MethodHandle IOCTL =
      handle(
          "ioctl",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, POINTER));
  private static final MethodHandle CLOSE =
      handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private final Path device;

  public LinuxNsm(Path device) {
    this.device = device;
  }

  @Override
  public Octets exchange(Octets request) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(CALL_STATE);
      int file = (int) OPEN.invoke(errno, name(arena), READ_WRITE_CLOSE_ON_EXEC);
      requireDone("open", file, errno);
      try {
        return exchange(file, request, arena, errno);
      } finally {
        // nothing was written that a failure to close could lose
        int ignored = (int) CLOSE.invoke(errno, file);
      }
    } catch (AzraException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("calls of these types throw nothing", e);
    }
  }

  private Octets exchange(int file, Octets request, Arena arena, MemorySegment errno)
      throws Throwable {
    MemorySegment from = arena.allocateFrom(ValueLayout.JAVA_BYTE, request.toByteArray());
    MemorySegment to = arena.allocate(MAX_RESPONSE_LENGTH);
    MemorySegment message = arena.allocate(MESSAGE);
    long[] fields = {from.address(), from.byteSize(), to.address(), to.byteSize()};
    MemorySegment.copy(fields, 0, message, ValueLayout.JAVA_LONG, 0, fields.length);
    int done = (int) IOCTL.invoke(errno, file, EXCHANGE, message);
    requireDone("ioctl", done, errno);
    long length = message.getAtIndex(ValueLayout.JAVA_LONG, fields.length - 1);
    if (length < 0 || length > MAX_RESPONSE_LENGTH) {
      throw unavailable("a response of at most " + MAX_RESPONSE_LENGTH + " bytes", length);
    }
    return Octets.of(to.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
  }

  private MemorySegment name(Arena arena) {
    return arena.allocateFrom(device.toString());
  }

  private void requireDone(String call, int result, MemorySegment errno) {
    if (result < 0) {
      throw unavailable(call + " to succeed", "errno " + (int) ERRNO.get(errno, 0L));
    }
  }

  private AzraException unavailable(String expected, Object found) {
    return new AzraException(
        "tee.unavailable", "%s: expected %s, found %s".formatted(device, expected, found));
  }

  /** open and ioctl take what follows their second argument as C's variable arguments. */
  private static MethodHandle handle(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    Linker.Option errno = Linker.Option.captureCallState("errno");
    MemorySegment function = linker.defaultLookup().findOrThrow(name);
    return name.equals("close")
        ? linker.downcallHandle(function, type, errno)
        : linker.downcallHandle(function, type, errno, Linker.Option.firstVariadicArg(2));
  }
}
