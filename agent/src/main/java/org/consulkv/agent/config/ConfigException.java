package org.consulkv.agent.config;

import java.util.List;

/// A configuration that cannot be used, in words for the operator.
public final class ConfigException extends RuntimeException {
  public ConfigException(String message) {
    super(message);
  }

  /// Several errors of one source, in Consul's layout.
  static ConfigException of(String source, List<String> errors) {
    StringBuilder text = new StringBuilder("failed to parse ").append(source).append(": ");
    text.append(errors.size()).append(errors.size() == 1 ? " error" : " errors");
    text.append(" occurred:");
    errors.forEach(error -> text.append("\n\t* ").append(error));
    return new ConfigException(text.append("\n\n").toString());
  }
}
