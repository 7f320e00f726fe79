package org.consulkv.gossip.net;

import java.security.SecureRandom;
import java.util.List;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.serf.Keyring;
import org.consulkv.gossip.swim.Measures;
import org.consulkv.gossip.swim.SwimMessage;
import org.consulkv.gossip.wire.Frames;
import org.consulkv.gossip.wire.Seal;
import org.consulkv.gossip.wire.StreamMessage;
import org.consulkv.gossip.wire.Streams;
import org.consulkv.runtime.Bytes;

/// Messages to bytes and back, encrypted if there are keys. With keys, nothing that is not
/// encrypted is accepted, unless the configuration says so.
///
/// Threading: confined to the gossip loop.
final class Envelope {
  private final SecureRandom random = new SecureRandom();
  private final Encryption encryption;
  private final boolean compress;
  private final Measures measures;
  private Keyring keyring;

  Envelope(Keyring keyring, Encryption encryption, boolean compress, Measures measures) {
    this.encryption = encryption;
    this.keyring = keyring;
    this.compress = compress;
    this.measures = measures;
  }

  void use(Keyring newKeyring) {
    keyring = newKeyring;
  }

  Bytes packet(List<SwimMessage> messages, boolean checksum) {
    Bytes plain = Frames.encode(messages, checksum, compress);
    Bytes packet = isOpen() ? plain : Seal.close(keyring.primary(), nonce(), plain, Bytes.EMPTY);
    measures.count(Measures.Count.UDP_SENT, packet.length());
    return packet;
  }

  List<SwimMessage> open(Bytes packet) throws MalformedException {
    measures.count(Measures.Count.UDP_RECEIVED, packet.length());
    return Frames.decode(keyring.isEmpty() ? packet : opened(packet));
  }

  private Bytes opened(Bytes packet) throws MalformedException {
    try {
      return Seal.open(keyring.keys(), packet, Bytes.EMPTY);
    } catch (MalformedException e) {
      if (encryption.verifyIncoming()) {
        throw e;
      }
      return packet;
    }
  }

  private boolean isOpen() {
    return keyring.isEmpty() || !encryption.verifyOutgoing();
  }

  Bytes stream(StreamMessage message) {
    Bytes plain = Streams.encode(message, compress);
    Bytes sent = isOpen() ? plain : Streams.close(keyring.primary(), nonce(), plain);
    measures.count(Measures.Count.TCP_SENT, sent.length());
    return sent;
  }

  StreamMessage openStream(Bytes bytes) throws MalformedException {
    return Streams.decode(bytes, keyring.keys(), encryption.verifyIncoming());
  }

  private Bytes nonce() {
    byte[] nonce = new byte[Seal.NONCE_LENGTH];
    random.nextBytes(nonce);
    return Bytes.owning(nonce);
  }
}
