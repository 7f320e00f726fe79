package org.consulkv.dns.listener;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/// Another DNS server: answers as it is told, over UDP.
final class Upstream implements AutoCloseable {
  private final DatagramSocket socket;
  private final AtomicInteger asked = new AtomicInteger();
  private final Function<Message, Optional<Message>> behaviour;

  /// @param behaviour makes an answer of a question; nothing is silence
  Upstream(Function<Message, Optional<Message>> behaviour) {
    this.behaviour = behaviour;
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Thread.startVirtualThread(this::run);
  }

  /// Knows one address of every name.
  static Upstream knowing(String address) {
    return new Upstream(question -> {
      Message answer = response(question);
      try {
        answer.addRecord(
            new ARecord(
                question.getQuestion().getName(), DClass.IN, 60, InetAddress.getByName(address)),
            Section.ANSWER);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return Optional.of(answer);
    });
  }

  static Upstream saying(int rcode) {
    return new Upstream(question -> {
      Message answer = response(question);
      answer.getHeader().setRcode(rcode);
      return Optional.of(answer);
    });
  }

  static Message response(Message question) {
    Message answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(question.getQuestion(), Section.QUESTION);
    return answer;
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  int asked() {
    return asked.get();
  }

  private void run() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        socket.receive(packet);
        asked.incrementAndGet();
        Optional<Message> answer =
            behaviour.apply(
                new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength())));
        if (answer.isPresent()) {
          byte[] bytes = answer.get().toWire();
          socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException _) {
      return; // closed
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
