package org.consulkv.agent.lifecycle;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.consulkv.agent.AgentException;

/// Signals that whoever started this process told it to ignore. A shell without job control does
/// that to SIGINT of what it starts in the background, and the virtual machine then refuses to
/// handle it; an agent must hear it all the same.
///
/// Native code is called only if there is such a signal: loading what it takes costs tens of
/// milliseconds.
final class IgnoredSignals {
  private IgnoredSignals() {}

  /// Gives signals that are ignored their default meaning back.
  ///
  /// @param numbers the system's numbers of signals
  static void restore(List<Integer> numbers) {
    List<Integer> ignored = numbers.stream().filter(number -> isIgnored(mask(), number)).toList();
    if (!ignored.isEmpty()) {
      restoreDefault(ignored);
    }
  }

  static boolean isIgnored(long mask, int number) {
    return (mask >>> (number - 1) & 1) == 1;
  }

  private static long mask() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("SigIgn:"))
          .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
          .findFirst()
          .orElse(0L);
    } catch (IOException _) {
      return 0; // not this kind of system
    }
  }

  @SuppressWarnings("restricted") // signal(2) of the C library; there is no other way
  private static void restoreDefault(List<Integer> numbers) {
    Linker linker = Linker.nativeLinker();
    MethodHandle signal =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("signal"),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    try {
      for (int number : numbers) {
        MemorySegment _ = (MemorySegment) signal.invokeExact(number, MemorySegment.NULL);
      }
    } catch (Throwable e) {
      throw new AgentException("signals cannot be restored: " + e, e);
    }
  }
}
