package org.consulkv.cli.lock;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.Kind;
import org.consulkv.cli.watch.ScriptHandler;

/// `consul lock`.
public final class Lock extends ClientCommand {
  private final Flag childExitCode =
      flags.toggle("child-exit-code", "Exits with 2 if the program fails.");
  private final Flag monitorRetry =
      flags.declare(
          "monitor-retry",
          Kind.INT,
          "3",
          "How often to ask again, a second apart, when the agent fails to say whether the lock is"
              + " still held.");
  private final Flag holders =
      flags.declare("n", Kind.INT, "1", "How many may hold it at a time; above 1, a semaphore.");
  private final Flag name =
      flags.string("name", "The name of the session. By default made from the program.");
  private final Flag passStdin = flags.toggle("pass-stdin", "Hands standard input to the program.");
  private final Flag shell =
      flags.declare(
          "shell",
          Kind.SWITCH,
          "true",
          "Runs the program by a shell; -shell=false runs it directly, with its arguments.");
  private final Flag timeout =
      flags.declare("timeout", Kind.DURATION, "0s", "An older name of -try.");
  private final Flag limit =
      flags.declare("try", Kind.DURATION, "0s", "Gives up when it is not held after this time.");
  private final Flag verbose = flags.toggle("verbose", "Says what it does.");

  public Lock() {
    super(Scope.DATACENTER);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul lock [options] PREFIX PROGRAM...

      Takes a lock, or with -n a place in a semaphore, below a prefix of the key-value
      store, and runs a program while it is held, with CONSUL_LOCK_HELD=true. If it is
      lost, or this command interrupted, the program is sent SIGTERM, and five seconds
      later SIGKILL.

          $ consul lock -try=10s backups ./backup.sh
          $ consul lock -n=3 workers ./worker

      All that use one prefix must agree on -n.
    """;
  }

  @Override
  protected String failure() {
    return "Lock failed";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    if (arguments.size() < 2) {
      return terminal.fail("Key prefix and child command must be specified");
    } else if (holders.number() <= 0) {
      return terminal.fail("Lock holder limit must be positive");
    }
    String prefix = arguments.getFirst().replaceFirst("^/", "").replaceFirst("/+$", "");
    List<String> words = arguments.subList(1, arguments.size());
    String program = String.join(" ", words);
    LockRun.Plan plan =
        new LockRun.Plan(
            prefix,
            shell.isOn() ? ScriptHandler.byShell(words) : words,
            holders.number(),
            name.isSet() ? name.text() : "Consul lock for '" + program + "' at '" + prefix + "'",
            (limit.isSet() ? limit : timeout).duration(),
            Math.max(0, monitorRetry.number()),
            passStdin.isOn(),
            childExitCode.isOn(),
            verbose.isOn());
    return new LockRun(plan, new LockKv(client), terminal).run();
  }
}
