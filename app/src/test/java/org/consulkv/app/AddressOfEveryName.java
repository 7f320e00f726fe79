package org.consulkv.app;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/// A DNS server that knows one address of every name, 192.0.2.1.
final class AddressOfEveryName implements AutoCloseable {
  private static final int HEADER = 12;
  private static final short ANSWER = (short) 0x8180;
  private static final byte[] RECORD = {
    (byte) 0xc0, HEADER, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, (byte) 192, 0, 2, 1
  };

  private final DatagramSocket socket;

  AddressOfEveryName() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::run);
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void run() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        socket.receive(packet);
        ByteBuffer answer = ByteBuffer.allocate(packet.getLength() + RECORD.length);
        answer.put(packet.getData(), 0, packet.getLength()).put(RECORD);
        answer.putShort(2, ANSWER).putShort(6, (short) 1);
        socket.send(
            new DatagramPacket(answer.array(), answer.capacity(), packet.getSocketAddress()));
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
