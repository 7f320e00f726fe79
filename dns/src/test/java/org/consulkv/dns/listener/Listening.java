package org.consulkv.dns.listener;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.consulkv.agent.config.ListenAddress;
import org.consulkv.dns.Catalog;
import org.consulkv.runtime.SystemChance;
import org.consulkv.runtime.SystemClock;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// A listener over a catalog on a free port of loopback, and a simple client of it.
final class Listening implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  final Catalog catalog;
  private final DnsListener listener;

  Listening(Catalog catalog, Transport transport) {
    this.catalog = catalog;
    Source source =
        new Source(
            catalog::config, catalog.server().reads(), catalog.queries(), () -> Catalog.SERIAL);
    try {
      listener =
          DnsListener.start(
              source,
              List.of(new ListenAddress.Tcp("127.0.0.1", 0)),
              new SystemChance(),
              new SystemClock(),
              nanos -> {},
              transport);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  InetSocketAddress address() {
    return listener.addresses().getFirst();
  }

  int port() {
    return address().getPort();
  }

  Message ask(String name, int type) {
    return ask(message(name, type), false);
  }

  Message askOverTcp(String name, int type) {
    return ask(message(name, type), true);
  }

  static Message message(String name, int type) {
    try {
      return Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Message ask(Message question, boolean tcp) {
    try {
      byte[] answer = tcp ? overTcp(question.toWire()) : overUdp(question.toWire());
      return new Message(answer);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  byte[] overUdp(byte[] question) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.send(new DatagramPacket(question, question.length, address()));
      DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
      socket.receive(answer);
      return java.util.Arrays.copyOf(answer.getData(), answer.getLength());
    }
  }

  byte[] overTcp(byte[] question) throws IOException {
    try (Socket socket = new Socket(address().getAddress(), port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(question.length);
      out.write(question);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      return in.readNBytes(in.readUnsignedShort());
    }
  }

  @Override
  public void close() {
    listener.close();
  }
}
