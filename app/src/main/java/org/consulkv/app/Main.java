package org.consulkv.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import org.consulkv.agent.Version;
import org.consulkv.cli.Cli;
import org.consulkv.cli.command.ProgramVersion;

/// The entry of the `consul` program. The node's classes are loaded only if a node is asked for.
public final class Main {
  /// Behaves as Consul 1.10 does, and says so to clients that decide by the version.
  static final ProgramVersion VERSION = new ProgramVersion(Version.NUMBER, "");

  public static void main(String[] args) {
    // System.exit would first start the logging of the platform, which costs as much as all the
    // rest.
    Runtime.getRuntime().halt(run(List.of(args)));
  }

  /// Runs one command line on this process's own streams.
  ///
  /// @return the exit status
  static int run(List<String> args) {
    return new Cli(VERSION, new NodeCommand())
        .run(
            args,
            System.getenv(),
            System.in,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err));
  }

  private Main() {}
}
