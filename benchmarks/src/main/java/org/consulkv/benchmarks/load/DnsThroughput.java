package org.consulkv.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/// DNS questions over UDP for a service, from 64 sockets with one question under way each.
record DnsThroughput(int instances, Type type) implements Workload {
  private static final int SOCKETS = 64;
  private static final int RESEND_MILLIS = 200;
  private static final int EDNS_BYTES = 4096;

  enum Type {
    A(1),
    SRV(33);

    private final int number;

    Type(int number) {
      this.number = number;
    }
  }

  @Override
  public Measured run(Setting setting) throws IOException {
    try (ServerProcess server = ServerProcess.durable(setting.consul())) {
      Client.awaitOk(server, Requests.put("bench/first").with(0));
      try (Client client = Client.connect(server.http())) {
        Services.register(client, instances);
      }
      try (Run run = new Run(server)) {
        run.forNanos(setting.warmUp().toNanos());
        run.latencies = new Histogram();
        run.lost = 0;
        double cpu = server.cpuSeconds();
        long start = System.nanoTime();
        run.forNanos(setting.measured().toNanos());
        double seconds = (System.nanoTime() - start) / 1e9;
        double micros = (server.cpuSeconds() - cpu) * 1e6;
        double rate = run.latencies.total() / seconds;
        return Measured.of(
            rate,
            "%,.0f per s | %.1f us | p50 %.2f ms, p99 %.2f ms; %d asked again; %d bytes an answer",
            rate,
            micros / run.latencies.total(),
            run.latencies.millisAt(0.5),
            run.latencies.millisAt(0.99),
            run.lost,
            run.answerBytes);
      }
    }
  }

  private static final class Socket {
    private final DatagramChannel channel;
    private long sentNanos;

    Socket(DatagramChannel channel) {
      this.channel = channel;
    }
  }

  private final class Run implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final ByteBuffer question = question();
    private final ByteBuffer received = ByteBuffer.allocateDirect(1 << 16);
    private Histogram latencies = new Histogram();
    private int lost;
    private int answerBytes;

    Run(ServerProcess server) throws IOException {
      for (int i = 0; i < SOCKETS; i++) {
        DatagramChannel channel = DatagramChannel.open().connect(server.dns());
        channel.configureBlocking(false);
        Socket socket = new Socket(channel);
        channel.register(selector, SelectionKey.OP_READ, socket);
        ask(socket);
      }
    }

    private void ask(Socket socket) throws IOException {
      socket.sentNanos = System.nanoTime();
      socket.channel.write(question.rewind());
    }

    void forNanos(long time) throws IOException {
      long end = System.nanoTime() + time;
      long nextLook = System.nanoTime();
      while (System.nanoTime() < end) {
        selector.selectNow();
        if (selector.selectedKeys().isEmpty()) {
          selector.select(10);
        }
        for (SelectionKey key : selector.selectedKeys()) {
          take((Socket) key.attachment());
        }
        selector.selectedKeys().clear();
        if (System.nanoTime() > nextLook) {
          askAgain();
          nextLook = System.nanoTime() + RESEND_MILLIS * 1_000_000L;
        }
      }
    }

    private void take(Socket socket) throws IOException {
      received.clear();
      int length = socket.channel.read(received);
      if (length <= 0) {
        return;
      }
      int answers = received.getShort(6);
      if ((received.get(3) & 15) != 0 || answers == 0) {
        throw new IOException("code " + (received.get(3) & 15) + " with " + answers + " answers");
      }
      answerBytes = length;
      latencies.add(System.nanoTime() - socket.sentNanos);
      ask(socket);
    }

    private void askAgain() throws IOException {
      for (SelectionKey key : selector.keys()) {
        Socket socket = (Socket) key.attachment();
        if (System.nanoTime() - socket.sentNanos > RESEND_MILLIS * 1_000_000L) {
          lost++;
          ask(socket);
        }
      }
    }

    @Override
    public void close() throws IOException {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    }
  }

  /// One question with an EDNS record that admits large answers.
  private ByteBuffer question() {
    ByteBuffer message = ByteBuffer.allocateDirect(512);
    message.putShort((short) 7).putShort((short) 0x0100);
    message.putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) 1);
    for (String label : (Services.NAME + ".service.consul").split("\\.", -1)) {
      message.put((byte) label.length()).put(label.getBytes(ISO_8859_1));
    }
    message.put((byte) 0).putShort((short) type.number).putShort((short) 1);
    message.put((byte) 0).putShort((short) 41).putShort((short) EDNS_BYTES).putInt(0);
    return message.putShort((short) 0).flip();
  }
}
