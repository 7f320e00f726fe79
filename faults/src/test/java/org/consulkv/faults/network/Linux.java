package org.consulkv.faults.network;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The system calls that make a network, for which Java has no names.
///
/// Threading: thread-safe.
@SuppressWarnings("restricted") // system calls are the point
final class Linux {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final int CLONE_NEWNET = 0x40000000;
  private static final int O_RDWR_NONBLOCK = 2 | 0x800;
  private static final long TUNSETIFF = 0x400454caL;
  private static final short IFF_TUN_NO_PI = 0x1001;
  private static final short POLLIN = 1;
  private static final int INTERFACE_REQUEST_BYTES = 40;
  private static final int FLAGS_OFFSET = 16;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;

  private static final MethodHandle UNSHARE = call("unshare", JAVA_INT);
  private static final MethodHandle GETTID =
      LINKER.downcallHandle(symbol("gettid"), FunctionDescriptor.of(JAVA_INT));
  private static final MethodHandle OPEN = variadic("open", 2, ADDRESS, JAVA_INT);
  private static final MethodHandle IOCTL = variadic("ioctl", 2, JAVA_INT, JAVA_LONG, ADDRESS);
  private static final MethodHandle POLL = call("poll", ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle READ = sized("read");
  private static final MethodHandle WRITE = sized("write");
  private static final MethodHandle CLOSE = call("close", JAVA_INT);

  private Linux() {}

  /// Puts the calling thread, and what it starts, into a network namespace of its own.
  static void leaveNetwork() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      require((int) UNSHARE.invokeExact(state, CLONE_NEWNET), "unshare", state);
    } catch (Throwable e) {
      throw wrapped(e);
    }
  }

  /// The number the kernel knows the calling thread by.
  static int threadId() throws IOException {
    try {
      return (int) GETTID.invokeExact();
    } catch (Throwable e) {
      throw wrapped(e);
    }
  }

  /// Makes a network device in the calling thread's namespace, that is gone when the descriptor is
  /// closed. What is sent through it can be read, a packet at a time, and what is written arrives.
  ///
  /// @return a descriptor that does not block
  static int device(String name) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int device =
          require(
              (int) OPEN.invokeExact(state, arena.allocateFrom("/dev/net/tun"), O_RDWR_NONBLOCK),
              "open /dev/net/tun",
              state);
      MemorySegment request = arena.allocate(INTERFACE_REQUEST_BYTES);
      request.setString(0, name);
      request.set(JAVA_SHORT, FLAGS_OFFSET, IFF_TUN_NO_PI);
      require((int) IOCTL.invokeExact(state, device, TUNSETIFF, request), "TUNSETIFF", state);
      return device;
    } catch (Throwable e) {
      throw wrapped(e);
    }
  }

  /// Waits until the descriptor can be read, at most so long.
  static boolean readable(int descriptor, int millis) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment poll = arena.allocate(8, 4);
      poll.set(JAVA_INT, 0, descriptor);
      poll.set(JAVA_SHORT, 4, POLLIN);
      int ready = (int) POLL.invokeExact(state, poll, 1L, millis);
      boolean interrupted = ready < 0 && errno(state) == EINTR;
      return !interrupted && require(ready, "poll", state) > 0;
    } catch (Throwable e) {
      throw wrapped(e);
    }
  }

  /// @return the length of the packet, or 0 if there is none
  static int read(int descriptor, MemorySegment into) throws IOException {
    return transfer(READ, "read", descriptor, into, into.byteSize());
  }

  /// Writes a packet, which is dropped if the device does not take it.
  static void write(int descriptor, MemorySegment packet, long length) throws IOException {
    transfer(WRITE, "write", descriptor, packet, length);
  }

  static void close(int descriptor) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      require((int) CLOSE.invokeExact(state, descriptor), "close", state);
    } catch (Throwable e) {
      throw wrapped(e);
    }
  }

  private static int transfer(
      MethodHandle call, String what, int descriptor, MemorySegment bytes, long length)
      throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long moved = (long) call.invokeExact(state, descriptor, bytes, length);
      if (moved < 0 && (errno(state) == EAGAIN || errno(state) == EINTR)) {
        return 0;
      }
      return require((int) moved, what, state);
    } catch (Throwable e) {
      throw wrapped(e);
    }
  }

  private static int errno(MemorySegment state) {
    return (int) ERRNO.get(state, 0L);
  }

  private static int require(int result, String what, MemorySegment state) throws IOException {
    if (result < 0) {
      throw new IOException(what + " failed with error " + errno(state));
    }
    return result;
  }

  private static IOException wrapped(Throwable e) {
    return e instanceof IOException io ? io : new IOException(e);
  }

  private static MemorySegment symbol(String name) {
    return LINKER.defaultLookup().findOrThrow(name);
  }

  private static MethodHandle call(String name, MemoryLayout... parameters) {
    return LINKER.downcallHandle(
        symbol(name),
        FunctionDescriptor.of(JAVA_INT, parameters),
        Linker.Option.captureCallState("errno"));
  }

  private static MethodHandle variadic(String name, int fixed, MemoryLayout... parameters) {
    return LINKER.downcallHandle(
        symbol(name),
        FunctionDescriptor.of(JAVA_INT, parameters),
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(fixed));
  }

  private static MethodHandle sized(String name) {
    return LINKER.downcallHandle(
        symbol(name),
        FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG),
        Linker.Option.captureCallState("errno"));
  }
}
