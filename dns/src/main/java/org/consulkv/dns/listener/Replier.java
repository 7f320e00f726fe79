package org.consulkv.dns.listener;

import org.consulkv.dns.message.Response;

/// The way back to whoever asked; used once, on the event loop that the question came in on.
interface Replier {
  /// Answers the question with this id.
  void reply(Response response, int id);

  /// Hands on what another server answered, as it is.
  void relay(byte[] message);

  /// There is no answer to this.
  void ignore();
}
