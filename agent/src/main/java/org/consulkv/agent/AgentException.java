package org.consulkv.agent;

/// Why an agent could not start or reload, in words for its operator.
public final class AgentException extends RuntimeException {
  public AgentException(String message) {
    super(message);
  }

  public AgentException(String message, Throwable cause) {
    super(message, cause);
  }
}
