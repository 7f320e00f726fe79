package org.consulkv.agent;

/// The version that clients see. They branch on it, so it says what this program behaves like:
/// Consul 1.10. The patch number is out of Consul's own range and counts this project's releases.
///
/// @see "docs/adr/0052-version.md"
public final class Version {
  public static final String NUMBER = "1.10.100";

  /// The serf and Consul protocol versions it would speak.
  public static final int PROTOCOL = 2;

  public static final int PROTOCOL_MIN = 2;
  public static final int PROTOCOL_MAX = 3;

  private Version() {}
}
