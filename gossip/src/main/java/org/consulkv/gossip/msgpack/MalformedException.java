package org.consulkv.gossip.msgpack;

/// Bytes that are not what they should be. Whoever reads from the network drops them.
public final class MalformedException extends Exception {
  private final boolean truncated;

  public MalformedException(String message) {
    this(message, false);
  }

  private MalformedException(String message, boolean truncated) {
    super(message);
    this.truncated = truncated;
  }

  /// The bytes end too early; more of them may make it right.
  public static MalformedException truncated() {
    return new MalformedException("the bytes end too early", true);
  }

  public boolean isTruncated() {
    return truncated;
  }
}
