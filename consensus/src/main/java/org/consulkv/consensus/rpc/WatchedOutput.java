package org.consulkv.consensus.rpc;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is sent on a connection, whose own timeout covers only what is received. If one write takes
/// too long, the connection is closed and the write fails.
///
/// Threading: confined to one thread, which it blocks.
final class WatchedOutput extends FilterOutputStream {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedOutput.class);

  private final Socket connection;
  private final Duration limit;

  /// @param out what is written to
  /// @param connection the socket below it all; one of TLS could not be closed during a write
  WatchedOutput(OutputStream out, Socket connection, Duration limit) {
    super(out);
    this.connection = connection;
    this.limit = limit;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    var written = new CompletableFuture<Void>();
    var _ =
        written
            .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((_, late) -> {
              if (late != null) {
                abort();
              }
            });
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw written.isCompletedExceptionally() // before the connection was closed
          ? new IOException(
              String.format(Locale.ROOT, "the other side took nothing for %s", limit), e)
          : e;
    } finally {
      written.complete(null);
    }
  }

  private void abort() {
    try {
      connection.close();
    } catch (IOException e) {
      LOG.debug("closing {} failed", connection, e);
    }
  }
}
