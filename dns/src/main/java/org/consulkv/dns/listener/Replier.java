package org.consulkv.dns.listener;

import org.consulkv.dns.message.Response;

/// The way back to whoever asked; used once, on the event loop that the question came in on.
interface Replier {
  /// Answers the question with this id.
  void reply(Response response, int id);

  /// Answers the question whose message this is: it begins with its id.
  default void reply(Response response, byte[] question) {
    reply(response, (question[0] & 0xff) << 8 | (question[1] & 0xff));
  }

  /// Hands on what another server answered, as it is.
  void relay(byte[] message);

  /// There is no answer to this.
  void ignore();
}
