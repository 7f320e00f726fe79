package org.consulkv.http.snapshot;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.consulkv.http.Call;
import org.consulkv.http.Placement;
import org.consulkv.http.Route;
import org.consulkv.http.Routes;
import org.consulkv.http.listener.AnswerStream;
import org.consulkv.http.listener.Reply;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.http.reading.Reading;
import org.consulkv.server.Consistency;
import org.consulkv.server.operator.SnapshotArchive;
import org.consulkv.server.operator.Snapshots;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/v1/snapshot`: the whole state as an archive, streamed both ways.
public final class SnapshotRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotRoutes.class);
  private static final int CHUNK = 64 * 1024;

  private final Reading reading;
  private final Snapshots snapshots;
  private final Placement placement;
  private final Path spool;
  private final Executor mayBlock;

  /// @param spool where an archive waits until it was received whole
  public SnapshotRoutes(
      Reading reading, Snapshots snapshots, Placement placement, Path spool, Executor mayBlock) {
    this.reading = reading;
    this.snapshots = snapshots;
    this.placement = placement;
    this.spool = spool;
    this.mayBlock = mayBlock;
  }

  public void addTo(Routes routes) {
    routes
        .at("/v1/snapshot")
        .on("GET", this::save)
        .on("PUT", this::restore)
        .with(Route.Trait.STREAMS_BODY);
  }

  private void save(Call call) {
    placement.require(call);
    boolean stale = call.query().has("stale");
    ReadOptions options =
        new ReadOptions(
            stale ? Consistency.STALE : Consistency.DEFAULT, 0, java.time.Duration.ZERO);
    reading.behindBarrier(
        call,
        options,
        () ->
            call.follow(
                CompletableFuture.supplyAsync(snapshots::save, mayBlock),
                archive -> send(call, options, archive)));
  }

  private void send(Call call, ReadOptions options, SnapshotArchive archive) {
    Reply reply = call.reply(200).header(Reply.CONTENT_TYPE, "application/x-gzip");
    reading.meta(reply, options, archive.meta().index());
    AnswerStream answer = call.exchange().stream(reply);
    mayBlock.execute(() -> write(archive, answer));
  }

  private static void write(SnapshotArchive archive, AnswerStream answer) {
    var out = new BufferedOutputStream(answer.blocking(), CHUNK);
    try {
      archive.writeTo(out);
      out.flush();
      answer.end();
    } catch (IOException e) {
      LOG.warn("a snapshot was not sent to its end", e);
      answer.breakOff();
    }
  }

  private void restore(Call call) {
    placement.require(call);
    InputStream body = call.exchange().bodyStream();
    call.follow(CompletableFuture.runAsync(() -> restore(body), mayBlock), done -> call.ok());
  }

  private void restore(InputStream body) {
    try (body) {
      snapshots.restore(body, spool);
    } catch (IOException e) {
      throw new UncheckedIOException("the body of a request could not be closed", e);
    }
  }
}
