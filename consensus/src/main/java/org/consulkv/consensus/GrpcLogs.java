package org.consulkv.consensus;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/// Sends what gRPC logs, which uses the JDK's loggers, where everything else is logged.
///
/// Threading: thread-safe.
final class GrpcLogs extends Handler {
  /// Held, because the JDK forgets the settings of a logger that nobody holds.
  private static final Logger GRPC = Logger.getLogger("org.apache.ratis.thirdparty.io.grpc");

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(GRPC.getName());

  private final SimpleFormatter formatter = new SimpleFormatter();

  private GrpcLogs() {}

  /// Takes over; once is enough, more does no harm.
  static synchronized void redirect() {
    if (GRPC.getUseParentHandlers()) {
      GRPC.setUseParentHandlers(false);
      GRPC.setLevel(Level.WARNING);
      GRPC.addHandler(new GrpcLogs());
    }
  }

  @Override
  public void publish(LogRecord record) {
    LOG.warn("{}", formatter.formatMessage(record), record.getThrown());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
