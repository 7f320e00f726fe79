package org.consulkv.agent.config;

/// `unix_sockets`: owner and mode of the sockets the agent creates.
///
/// @param user a name or number; empty to leave it
/// @param group a name or number; empty to leave it
/// @param mode an octal number as text; empty to leave it
public record UnixSocketConfig(String user, String group, String mode) {
  public static final UnixSocketConfig DEFAULT = new UnixSocketConfig("", "", "");
}
