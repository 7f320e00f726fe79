package org.consulkv.cli.command;

/// Makes an interrupt (control-C, SIGTERM) a regular end of the program while a command runs that
/// has no other end. Threading: the hook runs on a thread of the JVM's.
public final class Interrupt implements AutoCloseable {
  private final Thread hook;

  private Interrupt(Thread hook) {
    this.hook = hook;
  }

  /// Until closed, an interrupt ends the program with this status.
  public static Interrupt exitsWith(int status) {
    Thread hook = new Thread(() -> Runtime.getRuntime().halt(status), "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interrupt(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The interrupt is here; the hook decides the status.
    }
  }
}
