package org.consulkv.agent.lifecycle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells systemd how far this process is, if that is who started it and it wants to know (units of
/// `Type=notify` and `notify-reload`); otherwise nothing happens. One datagram for each state goes
/// to the socket that the environment names, as sd_notify(3) says. Java has no datagrams on unix
/// sockets, hence the C library.
///
/// Threading: immutable.
public final class ServiceManager {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int PATH_BYTES = 108; // sockaddr_un, in unix(7)
  private static final long NANOS_PER_MICRO = 1000;

  private final Optional<String> socket;

  private ServiceManager(Optional<String> socket) {
    this.socket = socket;
  }

  /// @param environment of this process
  public static ServiceManager of(Map<String, String> environment) {
    return new ServiceManager(
        Optional.ofNullable(environment.get("NOTIFY_SOCKET")).filter(name -> !name.isEmpty()));
  }

  /// The agent answers.
  public void ready() {
    tell("READY=1");
  }

  /// The agent reads its configuration again; [#ready] follows, whether it could or not.
  public void reloading() {
    tell("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / NANOS_PER_MICRO);
  }

  public void stopping() {
    tell("STOPPING=1");
  }

  private void tell(String state) {
    socket.ifPresent(name -> {
      try {
        send(name, state);
      } catch (IOException e) {
        LOG.warn("cannot tell systemd {}: {}", state, e.getMessage());
      }
    });
  }

  private static void send(String name, String state) throws IOException {
    byte[] path = name.getBytes(UTF_8);
    if (path.length > PATH_BYTES) {
      throw new IOException("NOTIFY_SOCKET is longer than " + PATH_BYTES + " bytes");
    }
    if (path[0] == '@') {
      path[0] = 0; // an abstract name, without a file
    }
    try (Arena memory = Arena.ofConfined()) {
      MemoryLayout layout =
          MemoryLayout.structLayout(JAVA_SHORT, MemoryLayout.sequenceLayout(PATH_BYTES, JAVA_BYTE));
      MemorySegment address = memory.allocate(layout);
      address.set(JAVA_SHORT, 0, AF_UNIX);
      MemorySegment.copy(path, 0, address, JAVA_BYTE, JAVA_SHORT.byteSize(), path.length);
      MemorySegment text = memory.allocateFrom(JAVA_BYTE, state.getBytes(UTF_8));
      Library.send(text, address, (int) JAVA_SHORT.byteSize() + path.length, name);
    }
  }

  /// Functions of the C library; loaded only where they are needed.
  @SuppressWarnings("restricted")
  private static final class Library {
    private static final MethodHandle SOCKET =
        function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SENDTO =
        function(
            "sendto",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CLOSE =
        function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private static MethodHandle function(String name, FunctionDescriptor signature) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature);
    }

    static void send(MemorySegment text, MemorySegment address, int addressBytes, String name)
        throws IOException {
      try {
        int file = (int) SOCKET.invokeExact((int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (file < 0) {
          throw new IOException("no socket");
        }
        long sent =
            (long)
                SENDTO.invokeExact(
                    file, text, text.byteSize(), MSG_NOSIGNAL, address, addressBytes);
        int closed = (int) CLOSE.invokeExact(file);
        if (sent != text.byteSize() || closed != 0) {
          throw new IOException("nobody takes it at " + name);
        }
      } catch (IOException | RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) { // functions of the C library throw nothing
        throw new AssertionError(e);
      }
    }
  }
}
