package org.consulkv.consensus;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.ratis.server.protocol.TermIndex;
import org.consulkv.runtime.StateMachine.SnapshotImage;
import org.jspecify.annotations.Nullable;

/// Snapshots in one directory, each in a file named by the entry it ends with. A file is written
/// beside its place, flushed, and renamed; it ends with a trailer: the length of the state, its
/// CRC-32C and a mark.
///
/// Threading: thread-safe for one writer and any number of readers.
final class SnapshotFiles {
  private static final Pattern NAME = Pattern.compile("snapshot\\.(\\d+)_(\\d+)");
  private static final String UNFINISHED = "snapshot.unfinished";
  private static final int MARK = 0x636b7631; // "ckv1"
  private static final int TRAILER_BYTES = Long.BYTES + Integer.BYTES + Integer.BYTES;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path directory;

  /// What the last look at the directory found.
  private volatile @Nullable List<Snapshot> known;

  SnapshotFiles(Path directory) {
    this.directory = directory;
  }

  /// One snapshot.
  ///
  /// @param at the last entry it holds
  record Snapshot(Path file, TermIndex at) {
    /// The state, without the trailer.
    ///
    /// @throws IOException if the file cannot be read, is cut short, or its checksum is wrong
    InputStream open() throws IOException {
      verify();
      return new Prefix(
          new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES),
          Files.size(file) - TRAILER_BYTES);
    }

    private void verify() throws IOException {
      long stateBytes = Files.size(file) - TRAILER_BYTES;
      if (stateBytes < 0) {
        throw new IOException("snapshot " + file + " is cut short");
      }
      var checksum = new CRC32C();
      try (var raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
          var in = new DataInputStream(raw)) {
        new CheckedInputStream(raw, checksum).skipNBytes(stateBytes);
        boolean intact =
            in.readLong() == stateBytes
                && in.readInt() == (int) checksum.getValue()
                && in.readInt() == MARK;
        if (!intact) {
          throw new IOException("the checksum of snapshot " + file + " is wrong");
        }
      }
    }
  }

  /// The newest finished snapshot as of the last look at the directory. Ratis asks for it with
  /// every entry that a follower takes; a look follows every change that is made here, and
  /// [#newestFirst] is one.
  Optional<Snapshot> newest() throws IOException {
    List<Snapshot> found = known;
    return (found == null ? newestFirst() : found).stream().findFirst();
  }

  /// All finished snapshots, the newest first, as they are on the disk now.
  synchronized List<Snapshot> newestFirst() throws IOException {
    List<Snapshot> found = Files.isDirectory(directory) ? look() : List.of();
    known = found;
    return found;
  }

  private List<Snapshot> look() throws IOException {
    var snapshots = new ArrayList<Snapshot>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          snapshots.add(
              new Snapshot(
                  file,
                  TermIndex.valueOf(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)))));
        }
      }
    }
    snapshots.sort(Comparator.comparing(Snapshot::at).reversed());
    return snapshots;
  }

  /// Writes a snapshot; it counts once this returns, and leaves nothing behind if this fails.
  Snapshot write(SnapshotImage image, TermIndex at) throws IOException {
    Files.createDirectories(directory);
    Path unfinished = directory.resolve(UNFINISHED);
    Path finished = directory.resolve("snapshot." + at.getTerm() + "_" + at.getIndex());
    try {
      writeFlushed(image, unfinished);
      Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
      flushDirectory(directory);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw new IOException("cannot write snapshot " + finished, e);
    }
    newestFirst();
    return new Snapshot(finished, at);
  }

  /// Keeps a damaged snapshot for a person to look at, under a name that is not read again.
  void setAside(Snapshot damaged) throws IOException {
    Files.move(
        damaged.file(),
        directory.resolve(damaged.file().getFileName() + ".damaged"),
        StandardCopyOption.REPLACE_EXISTING);
    newestFirst();
  }

  /// Deletes all but the newest `count` snapshots.
  void retain(int count) throws IOException {
    List<Snapshot> snapshots = newestFirst();
    for (Snapshot old : snapshots.subList(Math.min(count, snapshots.size()), snapshots.size())) {
      Files.deleteIfExists(old.file());
    }
    newestFirst();
  }

  static void flushDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void writeFlushed(SnapshotImage image, Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var buffered = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
      var checksum = new CRC32C();
      OutputStream state = new CheckedOutputStream(buffered, checksum);
      image.writeTo(state);
      state.flush();
      var trailer = new DataOutputStream(buffered);
      trailer.writeLong(channel.position());
      trailer.writeInt((int) checksum.getValue());
      trailer.writeInt(MARK);
      trailer.flush();
      channel.force(true);
    }
  }
}
