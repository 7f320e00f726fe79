package org.consulkv.faults.node;

/// What became of a request.
public sealed interface Answer {
  /// The node answered.
  ///
  /// @param index `X-Consul-Index`, or 0 without that header
  record Reply(int status, long index, String body) implements Answer {}

  /// Nobody was reached: the request has had no effect and never will.
  record NotSent(String why) implements Answer {}

  /// No answer came back: the request may have had its effect, or may yet have it.
  record Unknown(String why) implements Answer {}

  /// The reply, where none but a reply is right.
  ///
  /// @throws AssertionError if there was none
  default Reply reply() {
    if (this instanceof Reply reply) {
      return reply;
    }
    throw new AssertionError("no reply: " + this);
  }
}
