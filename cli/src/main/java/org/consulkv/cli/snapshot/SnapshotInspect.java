package org.consulkv.cli.snapshot;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.List;
import org.consulkv.cli.command.Command;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Files;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.Kind;
import org.consulkv.cli.json.JsonObject;

/// `consul snapshot inspect`. Needs no agent.
public final class SnapshotInspect extends Command {
  private final StateReader reader;
  private final Flag format =
      flags.declare("format", Kind.STRING, "pretty", "Output format: pretty or json.");
  private final Flag kvDepth =
      flags.declare(
          "kvdepth", Kind.INT, "2", "With -kvdetails, how many parts of a key to tell apart.");
  private final Flag kvDetails =
      flags.toggle("kvdetails", "Also shows how much space the keys take, by prefix.");
  private final Flag kvFilter =
      flags.string("kvfilter", "With -kvdetails, only keys that start with this prefix.");

  public SnapshotInspect(StateReader reader) {
    this.reader = reader;
  }

  @Override
  protected String usage() {
    return """
    Usage: consul snapshot inspect [options] FILE

      Shows which state a snapshot holds, and what takes how much space in it.

          $ consul snapshot inspect backup.snap
          $ consul snapshot inspect -kvdetails -kvdepth=3 -kvfilter=vault/ backup.snap
    """;
  }

  @Override
  protected int run(List<String> arguments, Terminal terminal) {
    if (arguments.isEmpty() || arguments.get(0).isEmpty()) {
      return terminal.fail("Missing FILE argument");
    }
    if (arguments.size() > 1) {
      return terminal.fail("Too many arguments (expected 1, got " + arguments.size() + ")");
    }
    if (!format.text().equals("pretty") && !format.text().equals("json")) {
      return terminal.fail("Unknown format: " + format.text());
    }
    String file = arguments.get(0);
    Contents contents = new Contents(kvDetails.isOn(), (int) kvDepth.number(), kvFilter.text());
    JsonObject meta;
    try (FileInputStream in = open(file)) {
      meta = SnapshotFile.read(in, state -> reader.read(state, contents));
    } catch (OpenFailed e) {
      return terminal.fail("Error opening snapshot file: " + e.getMessage());
    } catch (IOException e) {
      return terminal.fail("Error reading snapshot: " + e.getMessage());
    }
    terminal.print(
        format.text().equals("json")
            ? InspectText.json(meta, contents)
            : InspectText.pretty(meta, contents));
    return ExitCode.OK;
  }

  private static FileInputStream open(String file) throws OpenFailed {
    try {
      return new FileInputStream(file);
    } catch (IOException e) {
      throw new OpenFailed(Files.openError(file, e));
    }
  }

  private static final class OpenFailed extends IOException {
    private static final long serialVersionUID = 1L;

    OpenFailed(String message) {
      super(message);
    }
  }
}
