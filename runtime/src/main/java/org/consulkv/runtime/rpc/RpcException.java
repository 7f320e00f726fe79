package org.consulkv.runtime.rpc;

/// Why a call between agents has no answer.
public final class RpcException extends RuntimeException {
  /// Whether the other side may have done what it was asked.
  public enum Reason {
    /// The call was not sent: nothing was done.
    UNREACHABLE,
    /// The other side does not lead, and was asked as the leader: nothing was done.
    NO_LEADER,
    /// The other side refused, with a message for the user: nothing was done.
    REFUSED,
    /// The call was sent and the answer never came: it may be done, now or later.
    LOST
  }

  private final Reason reason;

  public RpcException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public RpcException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
