package org.consulkv.http.filter;

/// A filter that cannot be understood, with the text for whoever sent it.
final class FilterException extends RuntimeException {
  FilterException(String message) {
    super(message);
  }
}
