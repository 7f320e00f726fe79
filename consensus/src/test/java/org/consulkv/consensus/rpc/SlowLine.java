package org.consulkv.consensus.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A line to a server that passes some 8 MB in a second, each way.
final class SlowLine implements AutoCloseable {
  private static final int PORTION = 80_000;
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final InetSocketAddress to;
  private final ServerSocket listening;

  SlowLine(InetSocketAddress to) throws IOException {
    this.to = to;
    listening = new ServerSocket();
    listening.setReceiveBufferSize(PORTION);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(this::serve);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  private void serve() {
    try (Socket near = listening.accept();
        Socket far = new Socket(to.getAddress(), to.getPort())) {
      far.setSendBufferSize(PORTION);
      near.setSendBufferSize(PORTION);
      Thread back = Thread.ofVirtual().start(() -> pass(far, near));
      pass(near, far);
      back.join();
    } catch (IOException closed) {
      // nobody came, or comes any more
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pass(Socket from, Socket to) {
    try (Socket _ = from;
        Socket _ = to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] portion = new byte[PORTION];
      for (int count = in.read(portion); count >= 0; count = in.read(portion)) {
        out.write(portion, 0, count);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } catch (IOException closed) {
      // one side is gone, and the other follows
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
