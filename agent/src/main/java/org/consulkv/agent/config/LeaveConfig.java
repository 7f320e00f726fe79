package org.consulkv.agent.config;

/// Which signals mean a graceful leave.
public record LeaveConfig(boolean onTerminate, boolean skipOnInterrupt) {
  public static final LeaveConfig SERVER = new LeaveConfig(false, true);
  public static final LeaveConfig CLIENT = new LeaveConfig(true, false);
}
