package org.consulkv.server.operator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.runtime.StateMachine.SnapshotImage;

/// One state on its way out: a gzipped tar of `meta.json`, `state.bin` and `SHA256SUMS`. The image
/// is walked twice, for its size and sum first and then for its bytes, so nothing is spooled.
///
/// Threading: immutable. Both walks block; call them on a thread that may.
public final class SnapshotArchive {
  static final String META = "meta.json";
  static final String STATE = "state.bin";
  static final String SUMS = "SHA256SUMS";

  private final SnapshotImage image;
  private final SnapshotMeta meta;
  private final String stateSum;
  private final Instant at;

  private SnapshotArchive(SnapshotImage image, SnapshotMeta meta, String stateSum, Instant at) {
    this.image = image;
    this.meta = meta;
    this.stateSum = stateSum;
    this.at = at;
  }

  static SnapshotArchive of(
      SnapshotImage image, long index, long term, List<Peer> peers, Instant at) throws IOException {
    MessageDigest sum = sha256();
    var counter = new Counter();
    try (var out = new DigestOutputStream(counter, sum)) {
      image.writeTo(out);
    }
    String id = term + "-" + index + "-" + at.toEpochMilli();
    var meta = new SnapshotMeta(id, index, term, peers, counter.count);
    return new SnapshotArchive(image, meta, hex(sum), at);
  }

  public SnapshotMeta meta() {
    return meta;
  }

  /// Writes the whole archive; the stream stays open.
  public void writeTo(OutputStream out) throws IOException {
    byte[] metaJson = meta.toJson();
    MessageDigest metaSum = sha256();
    metaSum.update(metaJson);
    String sums = hex(metaSum) + "  " + META + "\n" + stateSum + "  " + STATE + "\n";
    var gzip = new GZIPOutputStream(out, 1 << 16);
    writeFile(gzip, META, metaJson);
    Tar.writeHeader(gzip, STATE, meta.size(), at.getEpochSecond());
    image.writeTo(gzip);
    Tar.writePadding(gzip, meta.size());
    writeFile(gzip, SUMS, sums.getBytes(US_ASCII));
    Tar.writeEnd(gzip);
    gzip.finish();
    gzip.flush();
  }

  private void writeFile(OutputStream out, String name, byte[] content) throws IOException {
    Tar.writeHeader(out, name, content.length, at.getEpochSecond());
    out.write(content);
    Tar.writePadding(out, content.length);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) { // every JDK must have it
      throw new IllegalStateException(absent);
    }
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static final class Counter extends OutputStream {
    private long count;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
    }
  }
}
