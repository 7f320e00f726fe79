package org.consulkv.cli.watch;

import java.time.Duration;
import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.client.Response;
import org.consulkv.cli.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/// Asks again and again with blocking queries, and calls the handler when the answer has changed.
///
/// Threading: one thread, which [#run] holds until the handler wants no more or the thread is
/// interrupted.
public final class Watcher {
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(3);

  private final Client client;
  private final WatchQuery query;
  private final WatchHandler handler;
  private final Pause pause;
  private final Complaints complaints;
  private String cursor = "";
  private @Nullable String last;
  private int failures;

  /// Takes a line about a try that failed.
  public interface Complaints {
    void complain(String line);
  }

  public Watcher(
      Client client, WatchQuery query, WatchHandler handler, Pause pause, Complaints complaints) {
    this.client = client;
    this.query = query;
    this.handler = handler;
    this.pause = pause;
    this.complaints = complaints;
  }

  /// Watches until the handler wants no more.
  public void run() throws InterruptedException {
    boolean more = true;
    while (more) {
      try {
        more = ask();
        failures = 0;
      } catch (ClientError e) {
        retryLater(e);
      }
    }
  }

  private boolean ask() {
    Response response = query.request(client, cursor).send();
    String asked = cursor;
    String answered = query.cursor(response);
    Object value = query.value(response);
    boolean wentBack = query.isOrdered() && Long.compareUnsigned(parse(answered), parse(asked)) < 0;
    cursor = wentBack ? "" : answered;
    if (answered.equals(asked) && !asked.isEmpty()) {
      return true;
    }
    if (query.isEvents()) {
      List<?> fresh = NewEvents.after(asked, value);
      return fresh.isEmpty() || handler.handle(answered, fresh);
    }
    String text = JsonWriter.compact(value);
    if (text.equals(last)) {
      return true;
    }
    last = text;
    return handler.handle(answered, value);
  }

  private static long parse(String index) {
    try {
      return index.isEmpty() ? 0 : Long.parseUnsignedLong(index);
    } catch (NumberFormatException e) {
      throw new ClientError("the X-Consul-Index " + index + " is not a number");
    }
  }

  private void retryLater(ClientError error) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    failures++;
    cursor = "";
    long seconds = Math.min(RETRY.toSeconds() * failures * failures, LONGEST_RETRY.toSeconds());
    complaints.complain(
        "[ERR] consul.watch: Watch (type: "
            + query.type()
            + ") errored: "
            + error.text()
            + ", retry in "
            + seconds
            + "s");
    pause.pause(Duration.ofSeconds(seconds));
  }
}
