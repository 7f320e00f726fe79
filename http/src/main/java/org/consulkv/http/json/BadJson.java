package org.consulkv.http.json;

/// JSON that does not say what was expected, in the words of Go's decoder, which clients know.
public final class BadJson extends Exception {
  public BadJson(String message) {
    super(message);
  }
}
