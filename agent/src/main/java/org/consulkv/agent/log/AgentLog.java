package org.consulkv.agent.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.consulkv.agent.config.LogConfig;
import org.consulkv.runtime.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The agent's log: everything logged through SLF4J, on standard output, in a file, and to whoever
/// subscribed. Loggers are named as Consul's modules, `agent.server`, or after classes of
/// libraries, which are shown as the module they serve.
///
/// Threading: thread-safe. One line at a time is written, under the log's lock.
public final class AgentLog implements LogStream, AutoCloseable {
  /// What classes log as, by the start of their names; the first that fits counts.
  private static final Map<String, String> MODULES =
      new TreeMap<>(
          Map.of(
              "org.apache.ratis", "agent.server.raft",
              "io.netty", "agent.http",
              "org.consulkv.agent", "agent",
              "org.consulkv.app", "agent",
              "org.consulkv.consensus", "agent.server.raft",
              "org.consulkv.dns", "agent.dns",
              "org.consulkv.gossip", "agent.memberlist",
              "org.consulkv.http", "agent.http",
              "org.consulkv.server", "agent.server",
              "org.consulkv.state", "agent.fsm"));

  /// Libraries that say little of use to operators below WARN.
  private static final List<String> LIBRARIES = List.of("org.apache.ratis", "io.netty");

  private final LoggerContext context;
  private final PrintStream out;
  private final boolean json;
  private final @Nullable LogFile file;
  private final ZoneId zone = ZoneId.systemDefault();
  private final List<Stream> streams = new CopyOnWriteArrayList<>();
  private final Appender appender = new Appender();
  private volatile LogLevel level;

  private AgentLog(LogConfig config, PrintStream out, Clock clock) throws IOException {
    this.context = (LoggerContext) LoggerFactory.getILoggerFactory();
    this.out = out;
    this.json = config.json();
    this.level = config.level();
    this.file = config.file().isEmpty() ? null : new LogFile(config, clock);
  }

  /// Takes over all logging of this process.
  ///
  /// @throws IOException if the log file cannot be written
  public static AgentLog start(LogConfig config, PrintStream out, Clock clock) throws IOException {
    AgentLog log = new AgentLog(config, out, clock);
    log.appender.setContext(log.context);
    log.appender.start();
    root(log.context).addAppender(log.appender);
    log.applyLevels();
    return log;
  }

  /// Changes what the agent itself logs; streams keep their own levels.
  public void setLevel(LogLevel newLevel) {
    level = newLevel;
    applyLevels();
  }

  @Override
  public Subscription subscribe(LogLevel atLeast, boolean asJson, Sink sink) {
    Stream stream = new Stream(atLeast, asJson, sink);
    streams.add(stream);
    applyLevels();
    return () -> {
      if (streams.remove(stream)) {
        applyLevels();
      }
    };
  }

  /// Stops logging and closes the file.
  @Override
  public void close() throws IOException {
    root(context).setLevel(Level.OFF);
    root(context).detachAppender(appender);
    appender.stop();
    if (file != null) {
      synchronized (appender) {
        file.close();
      }
    }
  }

  private static Logger root(LoggerContext context) {
    return context.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  private synchronized void applyLevels() {
    LogLevel least = level;
    for (Stream stream : streams) {
      least = stream.level.compareTo(least) < 0 ? stream.level : least;
    }
    root(context).setLevel(logback(least));
    Level libraries =
        least == LogLevel.TRACE || least == LogLevel.ERROR ? logback(least) : Level.WARN;
    LIBRARIES.forEach(name -> context.getLogger(name).setLevel(libraries));
  }

  private static Level logback(LogLevel level) {
    return Level.valueOf(level.name());
  }

  /// Someone who reads along.
  private record Stream(LogLevel level, boolean json, Sink sink) {}

  /// One line, laid out once however many read it.
  private final class Layouts {
    final LogLine line;
    private String text = "";
    private String object = "";

    Layouts(LogLine line) {
      this.line = line;
    }

    String in(boolean asJson) {
      if (asJson) {
        object = object.isEmpty() ? line.json(zone) : object;
        return object;
      }
      text = text.isEmpty() ? line.text(zone) : text;
      return text;
    }
  }

  private final class Appender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      Layouts layouts = new Layouts(Events.line(event, MODULES));
      if (layouts.line.level().compareTo(level) >= 0) {
        write(layouts.in(json));
      }
      for (Stream stream : streams) {
        if (layouts.line.level().compareTo(stream.level) >= 0) {
          stream.sink.offer(layouts.in(stream.json));
        }
      }
    }

    private synchronized void write(String shown) {
      out.print(shown);
      out.flush();
      if (file != null) {
        try {
          file.write(shown);
        } catch (IOException e) {
          // The log cannot report its own failure; a full disk must not stop the agent.
          addError("writing the log file", e);
        }
      }
    }
  }
}
