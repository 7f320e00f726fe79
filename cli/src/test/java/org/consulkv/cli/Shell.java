package org.consulkv.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.cli.agent.AgentCommand;
import org.consulkv.cli.catalog.HclReader;
import org.consulkv.cli.command.ProgramVersion;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.json.JsonObject;
import org.consulkv.cli.operator.LogReach;
import org.consulkv.cli.snapshot.StateReader;

/// Runs command lines inside the test and keeps what they printed. Threading: one test, one thread.
public final class Shell {
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final FakeNode node = new FakeNode();
  private byte[] in = {};

  /// A node that starts at once, ends at once, and finds the problem it is told to find.
  public static final class FakeNode implements AgentCommand {
    public String problem = "";
    public List<Setting> settings = List.of();

    @Override
    public int run(List<Setting> settings, Terminal terminal) {
      this.settings = settings;
      return 0;
    }

    @Override
    public String validate(List<String> paths, String format, Terminal terminal) {
      return problem;
    }

    /// Takes a file for the name of a service.
    @Override
    public HclReader hclReader() {
      return text -> new JsonObject().put("service", new JsonObject().put("name", text.strip()));
    }

    /// Knows of the 42nd entry, of term 3, wherever there is a folder for entries.
    @Override
    public LogReach logReach() {
      return raft ->
          Files.isDirectory(raft.resolve("entries"))
              ? Optional.of(new LogReach.Entry(3, 42))
              : Optional.empty();
    }

    /// Takes the state for lines of a kind, a key and a size.
    @Override
    public StateReader stateReader() {
      return (state, visitor) -> {
        for (String line :
            new String(state.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
          List<String> parts = List.of(line.split(" ", -1));
          visitor.record(parts.get(0), parts.get(1), Long.parseLong(parts.get(2)));
        }
      };
    }
  }

  public static Shell of(FakeAgent agent) {
    return new Shell().with("CONSUL_HTTP_ADDR", agent.address());
  }

  public Shell with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public Shell input(String text) {
    in = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  public FakeNode node() {
    return node;
  }

  /// Runs one command line and returns its exit status.
  public int run(String... args) {
    out.reset();
    err.reset();
    return new Cli(new ProgramVersion("1.2.3", "abc"), node)
        .run(List.of(args), environment, new ByteArrayInputStream(in), out, err);
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
