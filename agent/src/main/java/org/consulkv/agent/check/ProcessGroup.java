package org.consulkv.agent.check;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A program and everything it starts, which can be killed together. With `setsid` of the system
/// the program leads a group of its own; without, its descendants are sought one by one.
///
/// Threading: thread-safe.
final class ProcessGroup {
  private static final int SIGKILL = 9;
  private static final Optional<Path> SETSID =
      Stream.of("/usr/bin/setsid", "/bin/setsid")
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();

  private final Process leader;

  private ProcessGroup(Process leader) {
    this.leader = leader;
  }

  /// Starts the program with no input, and its two outputs in one. It has this process's
  /// environment and working directory.
  ///
  /// @throws IOException if there is no such program, or no process to be had
  static ProcessGroup start(List<String> args) throws IOException {
    requireProgram(args.getFirst());
    List<String> command = new ArrayList<>();
    SETSID.ifPresent(setsid -> command.add(setsid.toString()));
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return new ProcessGroup(builder.start());
  }

  /// The program itself: its output, its end.
  Process leader() {
    return leader;
  }

  /// Ends all of them at once. Does nothing to those that ended.
  void kill() {
    if (SETSID.isEmpty()) {
      leader.descendants().forEach(ProcessHandle::destroyForcibly);
    } else {
      // Also if the leader ended: what it left behind keeps the group, and with it the number.
      killGroup(leader.pid());
    }
    leader.destroyForcibly(); // it may not have become a group yet
  }

  @SuppressWarnings("restricted") // kill(2) of the C library: Java knows no groups
  private static void killGroup(long leaderPid) {
    Linker linker = Linker.nativeLinker();
    MethodHandle kill =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("kill"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try {
      int _ = (int) kill.invokeExact((int) -leaderPid, SIGKILL);
    } catch (Throwable e) {
      throw new IllegalStateException("processes cannot be killed: " + e, e);
    }
  }

  private static void requireProgram(String program) throws IOException {
    if (program.contains("/")) {
      if (!Files.exists(Path.of(program))) {
        throw new IOException("fork/exec " + program + ": no such file or directory");
      } else if (!Files.isExecutable(Path.of(program))) {
        throw new IOException("fork/exec " + program + ": permission denied");
      }
      return;
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    for (String directory : path.split(":", -1)) {
      if (Files.isExecutable(Path.of(directory.isEmpty() ? "." : directory, program))) {
        return;
      }
    }
    throw new IOException("exec: \"" + program + "\": executable file not found in $PATH");
  }
}
