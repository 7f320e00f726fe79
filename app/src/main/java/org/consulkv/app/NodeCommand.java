package org.consulkv.app;

import java.util.List;
import org.consulkv.cli.agent.AgentCommand;
import org.consulkv.cli.command.Terminal;

/// `consul agent` and `consul validate`.
final class NodeCommand implements AgentCommand {
  @Override
  public int run(List<Setting> settings, Terminal terminal) {
    return terminal.fail("==> the agent is not part of this build yet");
  }

  @Override
  public String validate(List<String> paths, String format, Terminal terminal) {
    return "";
  }
}
