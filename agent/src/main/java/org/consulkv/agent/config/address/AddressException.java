package org.consulkv.agent.config.address;

/// An address or template that gives none.
public final class AddressException extends RuntimeException {
  AddressException(String message) {
    super(message);
  }
}
