package org.consulkv.cli.command;

/// Nobody reads the output any more: the command ends, silently.
public final class OutputClosed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OutputClosed() {
    super(null, null, false, false);
  }
}
