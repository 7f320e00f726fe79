package org.consulkv.agent.lifecycle;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Consumer;
import org.consulkv.agent.AgentException;

/// The operating system's signals that an agent answers. The JDK has no public way to hear of them;
/// `sun.misc.Signal` is reached by reflection, because naming it is a warning that cannot be turned
/// off.
public final class Signals {
  /// A signal by the name that the log gives it.
  public enum Kind {
    HANGUP("HUP", 1),
    INTERRUPT("INT", 2),
    TERMINATED("TERM", 15);

    private final String shortName;
    private final int number;

    Kind(String shortName, int number) {
      this.shortName = shortName;
      this.number = number;
    }
  }

  private Signals() {}

  /// Sends every signal to `handler` from now on, on a thread of the virtual machine.
  public static void handle(Consumer<Kind> handler) {
    IgnoredSignals.restore(Arrays.stream(Kind.values()).map(kind -> kind.number).toList());
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
      for (Kind kind : Kind.values()) {
        Object proxy =
            Proxy.newProxyInstance(
                Signals.class.getClassLoader(),
                new Class<?>[] {signalHandler},
                (self, method, arguments) ->
                    switch (method.getName()) {
                      case "handle" -> {
                        handler.accept(kind);
                        yield null;
                      }
                      case "equals" -> false; // the JDK compares with its two own handlers only
                      case "hashCode" -> kind.hashCode();
                      default -> kind.toString();
                    });
        signal
            .getMethod("handle", signal, signalHandler)
            .invoke(null, signal.getConstructor(String.class).newInstance(kind.shortName), proxy);
      }
    } catch (ReflectiveOperationException e) {
      throw new AgentException("this Java cannot handle signals: " + e, e);
    }
  }
}
