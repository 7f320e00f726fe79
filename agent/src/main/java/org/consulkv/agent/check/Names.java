package org.consulkv.agent.check;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Looks host names up, with the machine's resolver, which blocks: on a few threads of their own,
/// which end when there is nothing to look up. Addresses are answered on the spot.
///
/// Threading: thread-safe.
final class Names implements AutoCloseable {
  private static final int MAX_THREADS = 8;

  private final ThreadPoolExecutor threads;

  Names() {
    // The queue holds one entry a check at most.
    threads =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("check-names-", 0).daemon().factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /// @param host empty for this machine
  void resolve(String host, Consumer<List<InetAddress>> found, Consumer<Throwable> failed) {
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
    if (host.isEmpty()) {
      found.accept(List.of(InetAddress.getLoopbackAddress()));
    } else if (literal != null) {
      try {
        found.accept(List.of(InetAddress.getByAddress(literal)));
      } catch (UnknownHostException e) {
        failed.accept(e);
      }
    } else {
      threads.execute(() -> lookUp(host, found, failed));
    }
  }

  private static void lookUp(
      String host, Consumer<List<InetAddress>> found, Consumer<Throwable> failed) {
    List<InetAddress> addresses;
    try {
      addresses = List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      failed.accept(e);
      return;
    }
    found.accept(addresses);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
