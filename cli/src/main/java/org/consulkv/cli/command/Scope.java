package org.consulkv.cli.command;

/// How far a command's request goes, and with it which of the common flags the command takes.
public enum Scope {
  /// Asks this agent only.
  AGENT,
  /// Asks the servers of a datacenter.
  DATACENTER,
  /// Asks the servers of a datacenter for things that live in namespaces.
  NAMESPACE
}
