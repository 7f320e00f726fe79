package org.consulkv.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.consulkv.agent.config.ConfigException;
import org.consulkv.agent.config.ConfigFlags;
import org.consulkv.agent.config.ConfigInput;
import org.consulkv.agent.config.ConfigLoader;
import org.consulkv.agent.config.FlagValue;
import org.consulkv.cli.agent.AgentCommand;
import org.consulkv.cli.catalog.HclReader;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.operator.LogReach;
import org.consulkv.cli.snapshot.StateReader;
import org.consulkv.consensus.LogRecovery;

/// `consul agent` and `consul validate`.
final class NodeCommand implements AgentCommand {
  @Override
  public int run(List<Setting> settings, Terminal terminal) {
    List<FlagValue> flags =
        settings.stream().map(one -> new FlagValue(one.flag(), one.value())).toList();
    try {
      return AgentProgram.run(ConfigFlags.input(flags), terminal.out(), terminal.err());
    } catch (ConfigException e) {
      return terminal.fail("==> " + e.getMessage());
    }
  }

  @Override
  public String validate(List<String> paths, String format, Terminal terminal) {
    ConfigInput input =
        ConfigInput.ofFiles(
            paths.stream().map(Path::of).toList(),
            Optional.of(format).filter(text -> !text.isEmpty()));
    try {
      var _ = ConfigLoader.check(input);
      return "";
    } catch (ConfigException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public HclReader hclReader() {
    return new HclAsJson();
  }

  @Override
  public StateReader stateReader() {
    return new SnapshotState();
  }

  @Override
  public LogReach logReach() {
    return raft ->
        LogRecovery.reach(raft).map(last -> new LogReach.Entry(last.term(), last.index()));
  }
}
