package org.consulkv.cli.planned;

import org.consulkv.cli.command.Command;
import org.jspecify.annotations.Nullable;

/// All planned commands by name.
public final class PlannedCommands {
  private PlannedCommands() {}

  public static @Nullable Command find(String name) {
    int space = name.indexOf(' ');
    return switch (space < 0 ? name : name.substring(0, space)) {
      case "acl", "login" -> PlannedAcl.find(name);
      case "logout" -> new Logout();
      case "intention", "config", "connect" -> PlannedMesh.find(name);
      default -> PlannedTools.find(name);
    };
  }
}
