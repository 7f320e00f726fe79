package org.consulkv.state.restore;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.Image;
import org.consulkv.state.Outcome;
import org.consulkv.state.Transaction;
import org.consulkv.state.restore.RestoreCommand.Begin;
import org.consulkv.state.restore.RestoreCommand.Chunk;
import org.consulkv.state.restore.RestoreCommand.Commit;
import org.consulkv.state.restore.UploadTable.Part;
import org.consulkv.state.restore.UploadTable.Place;

/// Applies the steps of a restore.
public final class RestoreApply {
  private static final Outcome NOT_BEGUN =
      new Outcome.Failed("the restore was not begun, or another one has begun since");

  private RestoreApply() {}

  public static Outcome apply(Transaction txn, RestoreCommand command) {
    return switch (command) {
      case Begin begin -> {
        forget(txn);
        yield stage(txn, begin.upload(), -1, Bytes.EMPTY);
      }
      case Chunk chunk when part(txn, chunk.upload(), -1).isEmpty() -> NOT_BEGUN;
      case Chunk chunk -> stage(txn, chunk.upload(), chunk.sequence(), chunk.data());
      case Commit commit when part(txn, commit.upload(), -1).isEmpty() -> NOT_BEGUN;
      case Commit commit -> replace(txn, commit);
    };
  }

  private static Optional<Part> part(Transaction txn, long upload, long sequence) {
    return txn.first(UploadTable.ID, new Place(upload, sequence));
  }

  private static Outcome stage(Transaction txn, long upload, long sequence, Bytes data) {
    txn.put(UploadTable.TABLE, new Part(upload, sequence, data, txn.index()));
    return new RestoreOutcome.Staged();
  }

  private static Outcome replace(Transaction txn, Commit commit) {
    List<InputStream> parts = new ArrayList<>();
    for (long sequence = 0; sequence < commit.chunks(); sequence++) {
      Optional<Part> part = part(txn, commit.upload(), sequence);
      if (part.isEmpty()) {
        return new Outcome.Failed("part " + sequence + " of the snapshot is missing");
      }
      parts.add(new java.io.ByteArrayInputStream(part.get().data().shared()));
    }
    try {
      Image image = Image.read(new SequenceInputStream(Collections.enumeration(parts)));
      txn.restore(image);
      forget(txn);
      return new RestoreOutcome.Restored();
    } catch (IOException e) {
      forget(txn);
      return new Outcome.Failed("failed to restore the snapshot: " + e.getMessage());
    }
  }

  private static void forget(Transaction txn) {
    txn.removePrefix(UploadTable.TABLE, Bytes.EMPTY);
  }
}
